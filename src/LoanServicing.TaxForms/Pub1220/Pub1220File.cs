using System.Text;
using LoanServicing.Domain.PersonalData;

namespace LoanServicing.TaxForms.Pub1220;

/// <param name="TestFile">Marks the file as one for FIRE's test system.</param>
/// <param name="PriorYear">The tax year is older than the one of the current filing season.</param>
/// <param name="ForState">For a state, which may still take this layout when the IRS no longer does.</param>
public sealed record Pub1220Options(bool TestFile = false, bool PriorYear = false, bool ForState = false);

/// <summary>What went into a file.</summary>
public sealed record Pub1220Counts(int TaxYear, int Payers, int Payees, int Records);

/// <summary>
/// Writes Forms 1099-R as a file for the FIRE system (Publication 1220): T, then A, B and C per payer, then F.
/// </summary>
public static class Pub1220File
{
    /// <summary>FIRE takes tax years up to this one; later ones go to IRIS.</summary>
    public const int LastTaxYear = 2025;

    private const int RefusalsShown = 20;

    /// <summary>
    /// Payers are those that differ in more than the plan, in order of their first form; their forms keep their order.
    /// </summary>
    /// <exception cref="FileRefusedException">An error among the findings, no form, more than one tax year, one after
    /// <see cref="LastTaxYear"/> that is not for a state, or a value that its field cannot hold; nothing has been
    /// written then.</exception>
    public static Pub1220Counts Write(
        Stream destination,
        Transmitter transmitter,
        CheckedReturns returns,
        Pub1220Options options
    )
    {
        Refuse("Errors among the forms: ", returns.Errors.Select(finding => finding.ToString()));
        var year = TaxYear(returns.Ready, options);
        var payers = returns.Ready.GroupBy(r => r.Payer with { Plan = "" }).Select(group => group.ToList()).ToList();

        // Filled twice, so that a value that does not fit leaves no half file behind; a file can be too large to keep.
        var drafts = Drafts(transmitter, payers, year, options);
        Refuse(
            "Values that do not fit the file: ",
            drafts.Select((draft, index) => WhyNot(draft, index + 1)).OfType<string>()
        );
        var sequence = 0;
        foreach (var draft in drafts)
            destination.Write(Encoding.ASCII.GetBytes(Fill(draft, ++sequence)));
        return new(year, payers.Count, returns.Ready.Count, sequence);
    }

    private static int TaxYear(IReadOnlyList<InformationReturn> returns, Pub1220Options options)
    {
        var years = returns.Select(r => r.Form.TaxYear).Distinct().Order().ToList();
        return years switch
        {
            [] => throw new FileRefusedException("Found no form to file; expected at least one."),
            [var year] when year <= LastTaxYear || options.ForState => year,
            [var year] => throw new FileRefusedException(
                $"Found tax year {year}; expected at most {LastTaxYear}, or a file for a state: later years are filed through IRIS."
            ),
            _ => throw new FileRefusedException(
                $"Found the tax years {string.Join(", ", years)}; expected one per file."
            ),
        };
    }

    private static IEnumerable<Draft> Drafts(
        Transmitter transmitter,
        List<List<InformationReturn>> payers,
        int year,
        Pub1220Options options
    )
    {
        var payees = payers.Sum(forms => forms.Count);
        yield return new(
            "T",
            "the transmitter",
            () => Pub1220Records.OfTransmitter(transmitter, year, payees, options)
        );
        foreach (var returns in payers)
        {
            var (payer, forms) = (returns[0].Payer, returns.ConvertAll(r => r.Form));
            yield return new("A", $"the payer of plan {payer.Plan}", () => Pub1220Records.OfPayer(payer, year, forms));
            foreach (var r in returns)
                yield return new("B", r.Place, () => Pub1220Records.OfPayee(r));
            yield return new("C", $"the payer of plan {payer.Plan}", () => Pub1220Records.OfEndOfPayer(forms));
        }

        yield return new("F", "the end of the file", () => Pub1220Records.OfEndOfFile(payers.Count, payees));
    }

    private static string Fill(Draft draft, int sequence) =>
        FixedRecord.Fill(Pub1220Layout.Records[draft.Record], draft.Values().Count("record_sequence_number", sequence));

    private static string? WhyNot(Draft draft, int sequence)
    {
        try
        {
            Fill(draft, sequence);
            return null;
        }
        catch (FileRefusedException refused)
        {
            return $"{draft.Place}: {refused.Message}.";
        }
    }

    private static void Refuse(string what, IEnumerable<string> reasons)
    {
        var all = reasons.ToList();
        if (all.Count == 0)
            return;
        var more = all.Count > RefusalsShown ? $" And {all.Count - RefusalsShown} more." : "";
        throw new FileRefusedException(what + string.Join(' ', all.Take(RefusalsShown)) + more);
    }

    private sealed record Draft(string Record, string Place, Func<FieldValues> Values);
}
