using System.Text;
using LoanServicing.Domain;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Evaluation;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Form1099R;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// A year's Forms 1099-R do not depend on what comes in later years: those worked out over an account's whole record
/// are those worked out through the year's last day, at every point of every scenario. One kind is apart: what another
/// system deemed and did not report is known only once the loan is taken over, and is a form of the year in which it
/// was deemed.
/// </summary>
public class FormsOfAYearTests
{
    private static readonly string Root = Path.Combine(RepositoryRoot.Path, "tests", "LoanServicing.Regulation.Tests");

    public static TheoryData<string> Scenarios =>
        [
            .. new[] { "Scenarios", "SourcedScenarios" }
                .SelectMany(folder => Directory.GetFiles(Path.Combine(Root, folder), "*.json"))
                .Select(file => Path.GetRelativePath(Root, file))
                .Order(StringComparer.Ordinal),
        ];

    [Theory, MemberData(nameof(Scenarios))]
    public void The_forms_of_a_year_are_the_same_whatever_comes_after_it(string file)
    {
        foreach (var account in AfterEachFact(Read(file)))
            Different(account).ShouldBeEmpty();
    }

    [Fact]
    public void What_was_deemed_elsewhere_and_not_reported_is_a_form_of_that_year_once_the_loan_is_taken_over()
    {
        var file = Path.Combine("SourcedScenarios", "taken-over-deemed-loan-not-yet-reported.json");
        var account = AfterEachFact(Read(file)).Last();
        Of(AccountTax.Of(account, DateOnly.MaxValue).Forms, 2022).Sum(form => form.Box1).ShouldBe(8_873.81m);
        Of(AccountTax.Of(account, new(2022, 12, 31)).Forms, 2022).ShouldBeEmpty();
    }

    [Fact]
    public void Most_scenarios_have_forms_and_some_have_them_in_more_than_one_year()
    {
        var years = Scenarios
            .Select(file => AccountTax.Of(AfterEachFact(Read(file.Data)).Last(), DateOnly.MaxValue))
            .Select(tax => tax.Forms.Select(form => form.TaxYear).Distinct().Count())
            .ToList();
        years.Count(count => count > 0).ShouldBeGreaterThan(30);
        years.Count(count => count > 1).ShouldBeGreaterThan(0);
    }

    private static Scenario Read(string file) =>
        ScenarioReader.Read(Encoding.UTF8.GetBytes(WorkedScenario.Read(Path.Combine(Root, file)).Input.ToJsonString()));

    // What differs, for each year from the account's first to the one after its last.
    private static IEnumerable<string> Different(AccountHistory account)
    {
        var whole = AccountTax.Of(account, DateOnly.MaxValue).Forms;
        if (whole.Count == 0)
            yield break;
        for (var year = whole.Min(form => form.TaxYear) - 1; year <= whole.Max(form => form.TaxYear) + 1; year++)
        {
            var (later, then) = (Of(whole, year), Of(AccountTax.Of(account, new(year, 12, 31)).Forms, year));
            foreach (var form in later.Except(then).Where(form => !IsOfALoanTakenOverSince(account, form)))
                yield return $"{year}, only over the whole record: {form}";
            foreach (var form in then.Except(later))
                yield return $"{year}, only through its last day: {form}";
        }
    }

    private static bool IsOfALoanTakenOverSince(AccountHistory account, Form1099RData form) =>
        account.Loans.Any(loan => loan.Made is TakenOver made && made.Loan == form.Loan && made.On.Year > form.TaxYear);

    private static IReadOnlyList<Form1099RData> Of(IReadOnlyList<Form1099RData> forms, int year) =>
        [.. forms.Where(form => form.TaxYear == year)];

    // As an evaluation takes them in.
    private static IEnumerable<AccountHistory> AfterEachFact(Scenario scenario)
    {
        var source = Source.ScenarioFact("$");
        var (plan, participant) = (scenario.Plan, scenario.Participant);
        var account = new Account(
            PlanState.Create(new(Era.First, plan.Id, plan.Kind, plan.Policy, source, plan.Provisions)),
            ParticipantState.Create(new(Era.First, plan.Id, participant.Id, participant.BirthDate, source))
        );
        var facts = FactOrder.Of(scenario.Facts).TakeWhile(item => item.Fact.On <= scenario.AsOf);
        foreach (var (path, _, _, fact) in facts)
        {
            if (account.SettledThrough is null || fact.On.AddDays(-1) > account.SettledThrough)
                account.Close(fact.On.AddDays(-1));
            account.Take(fact, Source.ScenarioFact(path), out _).ShouldBeNull();
            yield return account.History;
        }

        account.Close(scenario.AsOf);
        yield return account.History;
    }
}
