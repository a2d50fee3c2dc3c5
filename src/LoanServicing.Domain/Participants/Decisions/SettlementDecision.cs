using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Participants.Decisions;

/// <summary>A person has resolved what did not fit.</summary>
internal static class SettlementDecision
{
    public static Rejection? Settle(DiscrepancySettledFact fact, Account account, Source source)
    {
        if (account.Find(fact.Loan) is not { } loan)
            return LoanNames.Unknown(fact.Loan);
        if (fact.On < fact.MovedOn)
            return new(
                "settlement.before-discrepancy",
                $"a settlement on {fact.On:yyyy-MM-dd} comes before what it is about, of {fact.MovedOn:yyyy-MM-dd}"
            );
        var open =
            loan.History.Discrepancies(DateOnly.MaxValue)
                .FirstOrDefault(found => found.On == fact.MovedOn && found.Matter == fact.Matter)
                ?.Open
            ?? 0m;
        if (open == 0m)
            return new(
                "settlement.nothing-open",
                $"nothing of {fact.MovedOn:yyyy-MM-dd} waits for a person on loan {fact.Loan} in the matter "
                    + Discrepancy.Name(fact.Matter)
            );
        if (Math.Sign(fact.Amount) != Math.Sign(open) || Math.Abs(fact.Amount) > Math.Abs(open))
            return new(
                "settlement.exceeds-discrepancy",
                $"found {fact.Amount:0.00}, expected what waits for a person on loan {fact.Loan}, {open:0.00}, or a part of it"
            );
        return account.RecordIfDecided(
            loan,
            new DiscrepancySettled(
                fact.On,
                fact.MovedOn,
                fact.Matter,
                fact.Amount,
                fact.Evidence,
                fact.ApprovedBy,
                source
            )
        );
    }
}
