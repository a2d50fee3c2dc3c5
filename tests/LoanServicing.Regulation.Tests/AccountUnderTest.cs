using LoanServicing.Domain;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// A participant with several loans, whose limits are worked out from the account's own record. Every day before a fact
/// is closed.
/// </summary>
internal sealed class AccountUnderTest(CurePeriodRule cure, string birthDate = "1965-04-03")
{
    public Account Account { get; private set; } = new(Given.Plan(cure), Given.Participant(birthDate));

    public PlanState Plan => Account.Plan;

    public AccountHistory History => Account.History;

    public AccountLoan this[string loan] => Account.Find(loan)!;

    /// <summary>
    /// In a plan that may reduce the account while its owner is employed, so that an offset needs no severance before
    /// it.
    /// </summary>
    public static AccountUnderTest PermittingOffsets(CurePeriodRule cure, string birthDate = "1965-04-03") =>
        In(cure, plan => plan with { Provisions = new(PermitsDistributionWhileEmployed: true) }, birthDate);

    public static AccountUnderTest In(
        CurePeriodRule cure,
        Func<PlanState, PlanState> plan,
        string birthDate = "1965-04-03"
    )
    {
        var account = new AccountUnderTest(cure, birthDate);
        account.Account = new(plan(account.Plan), account.Account.Participant);
        return account;
    }

    public static AccountUnderTest With(
        CurePeriodRule cure,
        Func<LoanPolicy, LoanPolicy> policy,
        string birthDate = "1965-04-03"
    )
    {
        var account = new AccountUnderTest(cure, birthDate);
        account.Account = new(
            account.Plan with
            {
                Policies = [.. account.Plan.Policies.Select(policy)],
            },
            account.Account.Participant
        );
        return account;
    }

    /// <summary>Takes a fact in; the rejection comes back, and then nothing was kept.</summary>
    public Rejection? Takes(Fact fact)
    {
        Account.Close(fact.On.AddDays(-1));
        return Account.Take(fact, Given.Source, out _);
    }

    public AccountUnderTest After(params Fact[] facts)
    {
        foreach (var fact in facts)
            Takes(fact).ShouldBeNull();
        return this;
    }

    public AccountUnderTest Valued(string on, decimal vested, decimal? afterTaxBasis = null) =>
        After(new AccountValuedFact(Given.Day(on), vested, afterTaxBasis, null));

    /// <summary>Makes a loan against the limit that the record gives.</summary>
    public Rejection? Lends(
        string name,
        LoanTerms terms,
        LoanCircumstances? circumstances = null,
        bool agreement = true
    ) => Takes(new OriginatedFact(terms.MadeOn, name, terms, agreement, circumstances));

    public Rejection? Refinances(string replaced, string by, LoanTerms terms) =>
        Takes(new RefinancedFact(terms.MadeOn, by, [replaced], terms));

    public AccountUnderTest Pays(string loan, params string[] days) =>
        After([.. days.Select(day => new PaidFact(Given.Day(day), loan, null, 1, null, null))]);

    public AccountUnderTest Pays(string loan, string day, decimal amount) =>
        After(new PaidFact(Given.Day(day), loan, amount, 1, null, null));

    /// <summary>Pays what is scheduled on the due dates of the installments with these indices.</summary>
    public AccountUnderTest PaysInstallments(string loan, int from, int count)
    {
        for (var index = from; index < from + count; index++)
            After(new PaidFact(this[loan].State.Schedule.Due(index), loan, null, 1, null, null));
        return this;
    }

    public AccountUnderTest Offsets(string loan, string day, decimal? withheld = null, decimal? amount = null) =>
        After(new OffsetFact(Given.Day(day), loan, amount, withheld));

    public AccountUnderTest Severed(string day) => After(new SeveredFact(Given.Day(day)));

    public AccountUnderTest ClosedThrough(string day)
    {
        Account.Close(Given.Day(day));
        return this;
    }

    /// <summary>What was deemed distributed of a loan, or of a part of it.</summary>
    public IReadOnlyList<DeemedDistributed> Deemed(string loan) =>
        [.. this[loan].History.Standing(Account.Plan).OfType<DeemedDistributed>()];

    /// <summary>Amount, day and reason of each, in order.</summary>
    public IReadOnlyList<(DateOnly On, decimal Amount, DeemingReason Reason)> Deemings(string loan) =>
        [.. Deemed(loan).Select(deemed => (deemed.On, deemed.Amount, deemed.Reason))];

    public AccountTax TaxThrough(string day) => AccountTax.Of(History, Given.Day(day));

    /// <summary>The figures of a replaced loan whose balance the test gives.</summary>
    public static ReplacedBalance Replaced(LoanTerms terms, decimal balance) =>
        new(
            balance,
            terms.Purpose == LoanPurpose.PrincipalResidence
                ? null
                : Domain.Calendar.DueDates.YearsLater(terms.MadeOn, 5)
        );
}

internal static class AccountLoanExtensions
{
    extension(AccountLoan loan)
    {
        /// <summary>Everything recorded, in version order, what was withdrawn since included.</summary>
        public IReadOnlyList<LoanEvent> Events => loan.History.Recorded;

        /// <summary>What is owed at the close of a day that is not before the latest money.</summary>
        public decimal Outstanding(string day) => loan.State.OutstandingOn(Given.Day(day));
    }
}
