using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Epcrs;
using LoanServicing.Domain.Regulation.Form1099R;
using LoanServicing.Domain.Regulation.Section402c;
using LoanServicing.Domain.Regulation.Section72e;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Facts;

/// <summary>The words of the scenario contract and what they stand for.</summary>
public static class Words
{
    public static readonly IReadOnlyDictionary<string, Frequency> Frequencies = new Dictionary<string, Frequency>
    {
        ["weekly"] = Frequency.Weekly,
        ["biweekly"] = Frequency.Biweekly,
        ["semimonthly"] = Frequency.Semimonthly,
        ["monthly"] = Frequency.Monthly,
        ["quarterly"] = Frequency.Quarterly,
        ["annual"] = Frequency.Annual,
    };

    public static readonly IReadOnlyDictionary<string, PlanKind> PlanKinds = new Dictionary<string, PlanKind>
    {
        ["401a"] = PlanKind.Section401a,
        ["403a"] = PlanKind.Section403a,
        ["403b"] = PlanKind.Section403b,
        ["governmental"] = PlanKind.Governmental,
        ["governmental-457b"] = PlanKind.Governmental457b,
        ["formerly-qualified"] = PlanKind.FormerlyQualified,
        ["none"] = PlanKind.None,
    };

    public static readonly IReadOnlyDictionary<string, LoanPurpose> Purposes = new Dictionary<string, LoanPurpose>
    {
        ["general"] = LoanPurpose.General,
        ["principal-residence"] = LoanPurpose.PrincipalResidence,
    };

    public static readonly IReadOnlyDictionary<string, CreditDate> CreditDates = new Dictionary<string, CreditDate>
    {
        ["received"] = CreditDate.Received,
        ["withheld"] = CreditDate.Withheld,
    };

    public static readonly IReadOnlyDictionary<string, DeemedOver59Half> DeemedOver59Half = new Dictionary<
        string,
        DeemedOver59Half
    >
    {
        ["L"] = Regulation.Form1099R.DeemedOver59Half.L,
        ["L7"] = Regulation.Form1099R.DeemedOver59Half.L7,
    };

    public static readonly IReadOnlyDictionary<string, DeemedExceptionKnown> DeemedExceptionKnown = new Dictionary<
        string,
        DeemedExceptionKnown
    >
    {
        ["L"] = Regulation.Form1099R.DeemedExceptionKnown.L,
        ["L2"] = Regulation.Form1099R.DeemedExceptionKnown.L2,
    };

    public static readonly IReadOnlyDictionary<string, PeakMethod> PeakMethods = new Dictionary<string, PeakMethod>
    {
        ["point-in-time"] = PeakMethod.PointInTime,
        ["summed"] = PeakMethod.Summed,
    };

    public static readonly IReadOnlyDictionary<string, DefaultAccrual> DefaultAccruals = new Dictionary<
        string,
        DefaultAccrual
    >
    {
        ["compound"] = DefaultAccrual.Compound,
        ["simple-365"] = DefaultAccrual.Simple365,
        ["simple-30-360"] = DefaultAccrual.Simple30360,
    };

    public static readonly IReadOnlyDictionary<string, Prepayment> Prepayments = new Dictionary<string, Prepayment>
    {
        ["advance"] = Prepayment.Advance,
        ["principal"] = Prepayment.Principal,
    };

    public static readonly IReadOnlyDictionary<string, TransferKind> Transfers = new Dictionary<string, TransferKind>
    {
        ["direct-rollover"] = TransferKind.DirectRollover,
        ["plan-transfer"] = TransferKind.PlanTransfer,
    };

    /// <summary>Why money is no repayment.</summary>
    public static readonly IReadOnlyDictionary<string, UnappliedReason> Unapplied = new Dictionary<
        string,
        UnappliedReason
    >
    {
        ["over-payoff"] = UnappliedReason.OverPayoff,
        ["loan-paid"] = UnappliedReason.LoanPaid,
        ["loan-offset"] = UnappliedReason.LoanOffset,
        ["loan-refinanced"] = UnappliedReason.LoanRefinanced,
        ["loan-transferred"] = UnappliedReason.LoanTransferred,
        ["loan-distributed"] = UnappliedReason.LoanDistributed,
    };

    public static readonly IReadOnlyDictionary<string, PartialPayment> PartialPayments = new Dictionary<
        string,
        PartialPayment
    >
    {
        ["apply"] = PartialPayment.Apply,
        ["hold"] = PartialPayment.Hold,
    };

    public static readonly IReadOnlyDictionary<string, OffsetOfDeemedLoan> OffsetsOfDeemedLoans = new Dictionary<
        string,
        OffsetOfDeemedLoan
    >
    {
        ["no-form"] = OffsetOfDeemedLoan.NoForm,
        ["60-day"] = OffsetOfDeemedLoan.SixtyDay,
    };

    public static readonly IReadOnlyDictionary<string, EmployeeContributionRule> EmployeeContributionRules =
        new Dictionary<string, EmployeeContributionRule>
        {
            ["until-repeal"] = EmployeeContributionRule.UntilRepeal,
            ["until-1986"] = EmployeeContributionRule.Until1986,
        };

    /// <summary>True for a credit card.</summary>
    public static readonly IReadOnlyDictionary<string, bool> Channels = new Dictionary<string, bool>
    {
        ["payroll-office"] = false,
        ["credit-card"] = true,
    };

    /// <summary>The part of the amount that is designated Roth money.</summary>
    public static readonly IReadOnlyDictionary<string, decimal> Sources = new Dictionary<string, decimal>
    {
        ["pretax"] = 0m,
        ["roth"] = 1m,
    };

    public static readonly IReadOnlyDictionary<string, PensionPlanContractKind> Contracts = new Dictionary<
        string,
        PensionPlanContractKind
    >
    {
        ["818a1"] = PensionPlanContractKind.QualifiedTrust,
        ["818a2"] = PensionPlanContractKind.AnnuityPlan,
        ["818a3"] = PensionPlanContractKind.InsurersOwnEmployees,
        ["818a4"] = PensionPlanContractKind.AnnuityForCharityOrSchool,
        ["818a5"] = PensionPlanContractKind.IndividualRetirement,
        ["818a6"] = PensionPlanContractKind.GovernmentalOrDeferredCompensation,
    };

    public static readonly IReadOnlyDictionary<string, LimitSet> LimitSets = new Dictionary<string, LimitSet>
    {
        ["standard"] = LimitSet.Standard,
        ["cares-2020"] = LimitSet.Cares2020,
        ["disaster"] = LimitSet.Disaster,
    };

    public static readonly IReadOnlyDictionary<string, SuspensionKind> Leaves = new Dictionary<string, SuspensionKind>
    {
        ["unpaid"] = SuspensionKind.UnpaidLeave,
        ["military"] = SuspensionKind.MilitaryService,
    };

    public static readonly IReadOnlyDictionary<string, AfterLeave> AfterLeave = new Dictionary<string, AfterLeave>
    {
        ["reamortize"] = Loans.AfterLeave.Reamortize,
        ["keep-installment"] = Loans.AfterLeave.KeepInstallment,
    };

    public static readonly IReadOnlyDictionary<string, CorrectionMethod> CorrectionMethods = new Dictionary<
        string,
        CorrectionMethod
    >
    {
        ["lump-sum"] = CorrectionMethod.LumpSum,
        ["reamortize"] = CorrectionMethod.Reamortize,
        ["lump-sum-and-reamortize"] = CorrectionMethod.LumpSumAndReamortize,
        ["report-in-correction-year"] = CorrectionMethod.ReportInCorrectionYear,
        ["excess-permitted-first"] = CorrectionMethod.ExcessPermittedFirst,
        ["excess-interest-first"] = CorrectionMethod.ExcessInterestFirst,
        ["excess-pro-rata"] = CorrectionMethod.ExcessProRata,
    };

    public static readonly IReadOnlyDictionary<string, DeemingReason> Reasons = new Dictionary<string, DeemingReason>
    {
        ["amount-limit"] = DeemingReason.AmountLimit,
        ["repayment-term"] = DeemingReason.RepaymentTerm,
        ["level-amortization"] = DeemingReason.LevelAmortization,
        ["agreement"] = DeemingReason.Agreement,
        ["missed-installment"] = DeemingReason.MissedInstallment,
        ["refinancing"] = DeemingReason.Refinancing,
        ["second-loan-condition"] = DeemingReason.SecondLoanCondition,
        ["credit-card"] = DeemingReason.CreditCard,
        ["pledge"] = DeemingReason.Pledge,
        ["not-bona-fide"] = DeemingReason.NotBonaFide,
        ["employee-contributions"] = DeemingReason.EmployeeContributions,
    };

    public static readonly IReadOnlyDictionary<string, DiscrepancyMatter> DiscrepancyMatters =
        Enum.GetValues<DiscrepancyMatter>().ToDictionary(Discrepancy.Name);

    /// <summary>The contract's word for a value.</summary>
    public static string Of<T>(IReadOnlyDictionary<string, T> words, T value)
        where T : struct => words.First(pair => pair.Value.Equals(value)).Key;
}
