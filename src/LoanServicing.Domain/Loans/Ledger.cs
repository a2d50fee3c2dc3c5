using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans;

/// <summary>A loan worked out from its facts through the close of a day.</summary>
/// <param name="Loan">Its state then.</param>
/// <param name="Consequences">All that followed and still holds, in order.</param>
/// <param name="Excess">A fact that took in more than was owed, which a ledger cannot; null where none did.</param>
public sealed record Ledger(LoanState Loan, IReadOnlyList<LoanConsequence> Consequences, LoanEvent? Excess)
{
    /// <param name="facts">In effective order, the first a <see cref="LoanMade"/>; none after <paramref name="through"/>.</param>
    public static Ledger? Of(IEnumerable<LoanEvent> facts, PlanState plan, DateOnly through) => Of(facts, plan, through, null);

    /// <param name="through">The last day whose close counts; the facts of the day after it may be among the facts.</param>
    /// <param name="seen">Is told the state after each fact and consequence.</param>
    public static Ledger? Of(IEnumerable<LoanEvent> facts, PlanState plan, DateOnly through, Action<LoanEvent, LoanState>? seen)
    {
        LoanState? loan = null;
        var consequences = new List<LoanConsequence>();
        LoanEvent? excess = null;
        foreach (var fact in facts)
        {
            if (loan is not null)
                CloseThrough(fact.On.AddDays(-1), fact.Source);
            if (fact is InstallmentPaid paid && loan is not null)
                Receive(paid);
            else
                Take(fact);
        }

        if (loan is null)
            return null;
        CloseThrough(through, Source.CloseOf(through));
        return new(loan, consequences, excess);

        void Take(LoanEvent fact)
        {
            loan = LoanState.Evolve(loan, fact);
            seen?.Invoke(fact, loan);
            if (fact is Corrected corrected)
                consequences.RemoveAll(corrected.Undoes);
            if (Loans.Consequences.Of(fact, loan, plan) is { } deemed)
                State(deemed);
        }

        void Receive(InstallmentPaid paid)
        {
            var payoff = loan.Closed is null ? loan.Position.PayoffOn(paid.On, loan.Schedule) : 0m;
            if (paid.Amount > payoff)
            {
                excess ??= paid;
                return;
            }

            loan = loan.Apply(paid);
            seen?.Invoke(paid, loan);
            if (paid.Amount == payoff)
                State(new PaidInFull(paid.On, RepaymentTerm.Cites, paid.Source));
        }

        void CloseThrough(DateOnly day, Source source)
        {
            foreach (var e in Loans.Consequences.Of(loan, plan, day, day, source) ?? [])
                State((LoanConsequence)e);
        }

        void State(LoanConsequence consequence)
        {
            consequences.Add(consequence);
            loan = LoanState.Evolve(loan, consequence);
            seen?.Invoke(consequence, loan);
        }
    }
}
