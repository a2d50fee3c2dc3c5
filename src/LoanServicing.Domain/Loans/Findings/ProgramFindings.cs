using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Loans.Findings;

/// <summary>What the plan's own loan program says of the loan (29 CFR 2550.408b-1(d)).</summary>
internal static class ProgramFindings
{
    public static IEnumerable<LoanFinding> Of(Originated e, LoanPolicy policy, LoanCircumstances circumstances)
    {
        const string cites = "29 CFR 2550.408b-1(d)";
        if (policy.MaxLoans is { } most)
        {
            var loans = (e.Borrowing?.Loans ?? 0) + 1;
            yield return new(
                "loan-program",
                loans <= most,
                cites,
                $"The plan allows {most} loans at once; this one makes {loans}."
            );
        }

        if (policy.MinimumLoan is { } least)
            yield return new(
                "loan-program",
                e.Amount >= least,
                cites,
                $"The plan lends {least:0.00} or more; this loan is of {e.Amount:0.00}."
            );
        if (policy.PayrollOnly)
            yield return new(
                "loan-program",
                circumstances.PayrollWithholding,
                cites,
                $"The plan has repayments withheld from pay; those of this loan are{(circumstances.PayrollWithholding ? "" : " not")}."
            );
    }
}
