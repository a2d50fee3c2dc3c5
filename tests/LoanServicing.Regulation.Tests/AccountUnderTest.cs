using LoanServicing.Domain;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Form1099R;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>A participant with several loans, whose limits are worked out from the account's own record.</summary>
internal sealed class AccountUnderTest(CurePeriodRule cure, string birthDate = "1965-04-03")
{
    private readonly Dictionary<string, LoanUnderTest> loans = [];
    private readonly List<ParticipantEvent> events = [];

    public PlanState Plan { get; private set; } = Given.Plan(cure);

    public AccountHistory History => new(Plan, Given.Participant(birthDate, [.. events]), [.. loans.Values.Select(loan => loan.History)]);

    public LoanUnderTest this[string loan] => loans[loan];

    public static AccountUnderTest With(CurePeriodRule cure, Func<LoanPolicy, LoanPolicy> policy, string birthDate = "1965-04-03")
    {
        var account = new AccountUnderTest(cure, birthDate);
        account.Plan = account.Plan with { Policies = [.. account.Plan.Policies.Select(policy)] };
        return account;
    }

    public AccountUnderTest Valued(string on, decimal vested, decimal? afterTaxBasis = null) => Happens(new AccountValued(Given.Day(on), vested, afterTaxBasis, Given.Source));

    public AccountUnderTest Happens(ParticipantEvent e)
    {
        events.Add(e);
        return this;
    }

    /// <summary>Makes a loan against the limit that the record gives; the decision of a rejected one is returned and nothing is kept.</summary>
    public Decision Lends(string name, LoanTerms terms)
    {
        var made = new LoanUnderTest(Plan);
        var decision = made.Does(Origination(name, terms) with { Limit = BorrowingPosition.Before(terms.MadeOn, History) });
        if (decision.Rejection is null)
            loans.Add(name, made);
        return decision;
    }

    public Decision Refinances(string replaced, string by, LoanTerms terms)
    {
        var (ends, starts) = LoanReplacement.Decide(Origination(by, terms), loans[replaced].History, History);
        if (ends.Rejection is null && starts.Rejection is null)
        {
            var made = new LoanUnderTest(Plan);
            made.Does(Origination(by, terms) with { Limit = BorrowingPosition.Before(terms.MadeOn, History), Replaces = LoanReplacement.AsOf(terms.MadeOn, loans[replaced].State!) });
            loans[replaced].After(new Refinance(terms.MadeOn, by, terms.Amount, Given.Source));
            loans.Add(by, made);
        }

        return starts;
    }

    public AccountUnderTest Pays(string loan, params string[] days)
    {
        loans[loan].After([.. days.Select(day => Given.Repayment(day))]);
        return this;
    }

    public AccountUnderTest Pays(string loan, string day, decimal amount)
    {
        loans[loan].After(Given.Repayment(day, amount));
        return this;
    }

    public AccountUnderTest Offsets(string loan, string day, decimal withheld = 0m)
    {
        loans[loan].After(new OffsetLoan(Given.Day(day), null, withheld, Given.Source));
        return this;
    }

    public AccountUnderTest ClosedThrough(string day)
    {
        foreach (var loan in loans.Values)
            loan.ClosedThrough(day);
        return this;
    }

    public Form1099RDetermination FormsThrough(string day) => Form1099RDetermination.Of(History, Given.Day(day));

    /// <summary>The figures of a replaced loan whose balance the test gives.</summary>
    public static ReplacedLoan Replaced(LoanTerms terms, decimal balance) => new("A", balance, RepaymentTerm.LatestPermissibleDate.Decide(terms, terms.MadeOn).Answer);

    private static Originate Origination(string name, LoanTerms terms) => new("P1", "M1", name, terms, true, null, Given.Source);
}
