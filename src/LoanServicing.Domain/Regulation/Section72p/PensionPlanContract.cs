using System.Text.Json.Serialization;

namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>The pension plan contracts of a life insurance company, by paragraph (26 USC 818(a)).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PensionPlanContractKind>))]
public enum PensionPlanContractKind
{
    /// <summary>With a trust of section 401(a) (818(a)(1)).</summary>
    QualifiedTrust,

    /// <summary>Under an annuity plan of section 403(a) (818(a)(2)).</summary>
    AnnuityPlan,

    /// <summary>
    /// For the insurance company's own employees, under a plan that meets listed paragraphs of section 401(a)
    /// (818(a)(3)).
    /// </summary>
    InsurersOwnEmployees,

    /// <summary>
    /// By a section 501(c)(3) organization or a public school for its employees, as section 403(b) has it (818(a)(4)).
    /// </summary>
    AnnuityForCharityOrSchool,

    /// <summary>With an individual retirement account or annuity (818(a)(5)).</summary>
    IndividualRetirement,

    /// <summary>
    /// By a governmental or section 457(b) plan, or by a government or tax-exempt organization for one (818(a)(6)).
    /// </summary>
    GovernmentalOrDeferredCompensation,
}

/// <summary>
/// Whether a loan under an annuity contract is a plan loan: a contract purchased under a qualified employer plan makes
/// it one, a contract since handed to the participant too (26 USC 72(p)(5); 26 CFR 1.72(p)-1 A-1(a)). The same holds
/// for a pledge of such a contract (A-1(b)).
/// </summary>
public static class PensionPlanContract
{
    public const string Cites = "26 USC 72(p)(5)";

    private const string CitesContract = "26 CFR 1.72(p)-1 A-1(a)";
    private const string CitesKinds = "26 USC 818(a)";

    /// <summary>
    /// Whether a loan under the contract is a loan from a qualified employer plan, so that section 72(p) decides about
    /// it.
    /// </summary>
    /// <param name="plan">The plan that the contract was purchased under; it decides where section 818(a)(6) alone does
    /// not.</param>
    // Section 72(p) does not name section 818(a), which sorts contracts for the insurer's own tax. What follows reads
    // the one against the other; uncertain: - 818(a)(1), (2), (4) describe contracts by what the plan was deemed to be
    // when they were entered into, so a plan that has lost its standing since is still one that "was" qualified
    // (A-2(e)). Hence the contract decides, whatever the plan's kind is now. - 818(a)(3) asks for paragraphs of section
    // 401(a) and not for an exempt trust. Such a plan is like an annuity plan of section 403(a), which asks for the
    // same. The safe answer is taken: section 72(p) applies. - 818(a)(6) takes in plans of governments (A-2(d)) and
    // 457(b) plans of tax-exempt organizations, which are no qualified employer plans. An individual retirement account
    // or annuity is in no paragraph of A-2. Not modelled: what borrowing from one does (26 USC 408(e)(2), (3)).
    public static Finding<bool> IsPlanLoan(PensionPlanContractKind contract, PlanKind plan) =>
        contract switch
        {
            PensionPlanContractKind.QualifiedTrust
            or PensionPlanContractKind.AnnuityPlan
            or PensionPlanContractKind.InsurersOwnEmployees
            or PensionPlanContractKind.AnnuityForCharityOrSchool => new(true, CitesContract, null),
            PensionPlanContractKind.IndividualRetirement => new(false, CitesKinds, null),
            PensionPlanContractKind.GovernmentalOrDeferredCompensation => QualifiedEmployerPlan.Of(plan).Answer
                ? new(true, Cites, null)
                : new(false, CitesKinds, null),
            _ => throw new System.Diagnostics.UnreachableException($"{contract} is not a kind of contract"),
        };
}
