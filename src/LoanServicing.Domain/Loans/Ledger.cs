using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans;

/// <summary>A loan worked out from its facts through the close of a day.</summary>
/// <param name="Loan">Its state then.</param>
/// <param name="Consequences">All that followed, in order.</param>
/// <param name="Excess">A fact that took in more than was owed, which a ledger cannot; null where none did.</param>
public sealed record Ledger(LoanState Loan, IReadOnlyList<LoanConsequence> Consequences, LoanEvent? Excess)
{
    /// <param name="facts">In effective order, the first <see cref="Originated"/>; none after <paramref name="through"/>.</param>
    public static Ledger? Of(IEnumerable<LoanEvent> facts, PlanState plan, DateOnly through)
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
                loan = LoanState.Evolve(loan, fact);
            if (fact is Originated originated && Loans.Consequences.AtOrigination(originated) is { } deemed)
                State(deemed);
        }

        if (loan is null)
            return null;
        CloseThrough(through, Source.CloseOf(through));
        return new(loan, consequences, excess);

        void Receive(InstallmentPaid paid)
        {
            var outstanding = loan.Closed is null ? loan.Position.OutstandingOn(paid.On, loan.Terms) : 0m;
            if (paid.Amount > outstanding)
            {
                excess ??= paid;
                return;
            }

            loan = loan.Apply(paid);
            if (paid.Amount == outstanding)
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
        }
    }
}
