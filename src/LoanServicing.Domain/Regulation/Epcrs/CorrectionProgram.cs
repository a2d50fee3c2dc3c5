namespace LoanServicing.Domain.Regulation.Epcrs;

/// <summary>What went wrong with a loan.</summary>
public enum LoanFailure
{
    /// <summary>Installments missed and not cured.</summary>
    Default,

    /// <summary>Over the limit of section 72(p)(2)(A).</summary>
    ExcessLoan,

    /// <summary>Terms against section 72(p)(2)(B) or (C).</summary>
    DefectiveTerms,
}

/// <summary>Ways to correct without the loan being taxed as the failure would have it.</summary>
[Flags]
public enum CorrectionPrograms
{
    None = 0,

    /// <summary>The Voluntary Correction Program: by application to the IRS.</summary>
    Voluntary = 1,

    /// <summary>The Self-Correction Program of the revenue procedure.</summary>
    SelfCorrection = 2,

    /// <summary>
    /// Self-correction of eligible inadvertent failures, SECURE 2.0 Act section 305, without a fixed last day.
    /// </summary>
    InadvertentSelfCorrection = 4,
}

/// <summary>How sure the answer is.</summary>
public enum Certainty
{
    Settled,

    /// <summary>The source was not read in full, or guidance is still to come.</summary>
    Uncertain,
}

/// <summary>What a correction is for.</summary>
/// <param name="IdentifiedByIrs">The IRS found it before the plan had shown that it would correct it.</param>
/// <param name="Egregious">Egregious, or a diversion or misuse of plan assets, or an abusive transaction.</param>
public sealed record CorrectionFacts(LoanFailure Failure, bool IdentifiedByIrs = false, bool Egregious = false);

/// <summary>The programs open for a failure, and how sure that is.</summary>
public sealed record CorrectionProgramAnswer(CorrectionPrograms Programs, Certainty Certainty);

/// <summary>Which correction program is open for a failed loan (Employee Plans Compliance Resolution System).</summary>
// Not modelled: Audit CAP (a closing agreement on examination), the end of the third plan year for significant
// failures, user fees, the Department of Labor's Voluntary Fiduciary Correction Program and its self-correction
// component of 17 March 2025.
public static class CorrectionProgram
{
    private const string CitesBefore2019 = "Rev. Proc. 2018-52";
    private const string Cites2019 = "Rev. Proc. 2019-19 s. 6.07";
    private const string Cites2021 = "Rev. Proc. 2021-30 s. 6.07";
    private const string CitesInadvertent = "Notice 2023-43";

    /// <summary>Decided for the day of the correction, not of the failure.</summary>
    public static readonly Rule<CorrectionFacts, CorrectionProgramAnswer> Open = new(
        "Which program corrects the loan?",
        // And its predecessors since loans were first in them; their texts were not read here, nor from when there was
        // a program at all.
        new(
            CitesBefore2019,
            new(Figures.Section72pFrom, Figures.SelfCorrectionOfDefaultsFrom.AddDays(-1)),
            null,
            _ => true,
            _ => new(CorrectionPrograms.Voluntary, Certainty.Uncertain)
        ),
        new(
            Cites2019,
            new(Figures.SelfCorrectionOfDefaultsFrom, Figures.RevenueProcedure2021From.AddDays(-1)),
            null,
            _ => true,
            ByProcedure
        ),
        new(Cites2021, new(Figures.RevenueProcedure2021From), null, _ => true, ByProcedure),
        // No restatement of Rev. Proc. 2021-30 for section 305 was found; how excess loans and defective terms are
        // corrected under it is still to be said.
        new(
            CitesInadvertent,
            new(Figures.InadvertentSelfCorrectionFrom),
            Cites2021,
            f => !f.IdentifiedByIrs && !f.Egregious,
            f =>
                new(
                    ByProcedure(f).Programs | CorrectionPrograms.InadvertentSelfCorrection,
                    f.Failure == LoanFailure.Default ? Certainty.Settled : Certainty.Uncertain
                )
        )
    );

    private static CorrectionProgramAnswer ByProcedure(CorrectionFacts f) =>
        f switch
        {
            { Egregious: true } => new(CorrectionPrograms.Voluntary, Certainty.Settled),
            // An insignificant failure found by the IRS can still be self-corrected; a significant one cannot. The
            // record does not say which it is.
            { Failure: LoanFailure.Default, IdentifiedByIrs: false } => new(
                CorrectionPrograms.Voluntary | CorrectionPrograms.SelfCorrection,
                Certainty.Settled
            ),
            { IdentifiedByIrs: true } => new(CorrectionPrograms.None, Certainty.Uncertain),
            _ => new(CorrectionPrograms.Voluntary, Certainty.Settled),
        };
}
