using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans;

/// <summary>Posts a loan's facts in effective order, with the close of each day between them.</summary>
/// <param name="seen">Is told the state after each fact and consequence.</param>
internal sealed class LedgerPosting(PlanState plan, Action<LoanEvent, LoanState>? seen)
{
    private readonly List<LoanConsequence> consequences = [];
    private LoanState? loan;

    /// <summary>Null before the first fact.</summary>
    public LoanState? Loan => loan;

    public Ledger? CloseThrough(DateOnly day)
    {
        Close(day, Source.CloseOf(day));
        return loan is null ? null : new(loan, consequences);
    }

    /// <summary>States what failed by the close of the day before a fact.</summary>
    public void CloseBefore(LoanEvent fact) => Close(fact.On.AddDays(-1), fact.Source);

    public void Post(LoanEvent fact)
    {
        CloseBefore(fact);
        // What was agreed or moved stays as it was: what does not fit is a matter for a person.
        switch (fact)
        {
            case InstallmentPaid paid when loan is not null:
                var before = loan;
                Take(paid);
                foreach (var follows in Consequences.Of(paid, before, loan, plan) ?? [])
                    State(follows);
                break;
            case Offset offset when loan is not null:
                var lacking = loan.PayoffOn(offset.On);
                Take(offset);
                Leave(
                    DiscrepancyMatter.Offset,
                    offset.Whole == true ? offset.Amount - lacking : Math.Max(0m, offset.Amount - lacking),
                    offset
                );
                break;
            case Refinanced refinanced when loan is not null:
                var (isDeemed, payoff) = (loan.IsDeemedAndUnrepaid, loan.PayoffOn(refinanced.On));
                Take(refinanced);
                Leave(DiscrepancyMatter.Refinancing, refinanced.Amount - payoff, refinanced);
                Leave(DiscrepancyMatter.DeemedWhenRefinanced, isDeemed ? payoff : 0m, refinanced);
                break;
            case TransferredOut transferred when loan is not null:
                var ofNote = loan.PayoffOn(transferred.On);
                Take(transferred);
                Leave(DiscrepancyMatter.Transfer, transferred.Amount - ofNote, transferred);
                break;
            default:
                Take(fact);
                consequences.RemoveAll(fact.Undoes);
                if (Consequences.Of(fact, loan!, plan) is { } deemed)
                    State(deemed);
                break;
        }
    }

    private void Take(LoanEvent fact)
    {
        loan = LoanState.Evolve(loan, fact);
        seen?.Invoke(fact, loan);
    }

    private void Close(DateOnly day, Source source)
    {
        if (loan is null)
            return;
        foreach (var e in Consequences.Of(loan, plan, day, day, source) ?? [])
            State((LoanConsequence)e);
    }

    private void State(LoanConsequence consequence)
    {
        consequences.Add(consequence);
        loan = LoanState.Evolve(loan, consequence);
        seen?.Invoke(consequence, loan);
    }

    // One statement for a day and matter.
    private void Leave(DiscrepancyMatter matter, decimal amount, LoanEvent fact)
    {
        if (amount == 0m)
            return;
        var same = consequences.FindIndex(consequence =>
            consequence is DiscrepancyFound found && found.On == fact.On && found.Matter == matter
        );
        if (same < 0)
        {
            State(new DiscrepancyFound(fact.On, matter, amount, fact.Source));
            return;
        }

        var before = (DiscrepancyFound)consequences[same];
        consequences.RemoveAt(same);
        loan = loan! with
        {
            Closed = loan.Closed! with { Discrepancy = loan.Closed.Discrepancy - Math.Abs(before.Amount) },
        };
        State(before with { Amount = before.Amount + amount });
    }
}
