using FsCheck;
using FsCheck.Fluent;
using LoanServicing.Domain.Evaluation;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Tests.Loans;

namespace LoanServicing.Domain.Tests.Evaluation;

/// <summary>
/// Whatever the order in which facts become known, the account is what an evaluation of the same facts says, save what
/// waits for a person.
/// </summary>
public class LateFactProperties(ITestOutputHelper output)
{
    private const string Soak = "late-facts";
    private const int SoakLives = 10_000;
    private const string FromPayDate = "compared with a repayment that counts from its pay date";

    private readonly Dictionary<string, int> seen = [];

    [Fact, Trait("Soak", "late-facts")]
    public void The_order_of_recording_does_not_matter()
    {
        Prop.ForAll(
                SomeScenario.Any,
                draw =>
                {
                    var life = draw.Live();
                    var recording = new LateRecording(life, Seed(draw)).Run();
                    Count("lives");
                    Count("late facts", recording.Late);
                    Count("facts", recording.Taken.Count);
                    foreach (var (fact, why) in recording.Refused)
                        Count($"refused to the end: {fact.GetType().Name}, {why.Code}");
                    if (UnfoundedStatement.In(recording.History) is [var unfounded, ..])
                        throw new InvalidOperationException(
                            $"{unfounded}; recorded in the order{Environment.NewLine}{string.Join(Environment.NewLine, recording.Taken)}"
                        );
                    foreach (var matter in recording.Discrepancies.Select(found => found.Matter).Distinct())
                        Count($"waits for a person: {matter}");
                    if (recording.Refused.Count > 0)
                        Count("lives with a fact refused to the end");
                    if (recording.Discrepancies.Any())
                    {
                        Count("lives that wait for a person");
                        return;
                    }

                    var scenario = new Scenario(
                        "told",
                        null,
                        life.Today,
                        life.Plan,
                        life.Participant,
                        [.. recording.Taken.Select((fact, index) => new PlacedFact($"$.facts[{index}]", "", 0, fact))]
                    );
                    // A reversal that comes after an offset leaves a difference in the order of the days, and none
                    // where it was known first.
                    ScenarioReport evaluated;
                    try
                    {
                        evaluated = ScenarioEvaluation.Of(scenario);
                    }
                    catch (FactRefusedException) when (recording.Refused.Count > 0)
                    {
                        // Without a fact that was refused, as the end of a leave, others do not follow from each other.
                        Count("lives that do not follow without the facts refused");
                        return;
                    }

                    if (
                        evaluated.Unresolved.Any(sentence =>
                            sentence.EndsWith("which needs a person", StringComparison.Ordinal)
                        )
                    )
                    {
                        Count("lives that wait for a person in effective order");
                        return;
                    }

                    // Of one day the order of recording counts: whether a loan began its leave before it was repaid.
                    if (recording.EndsAsItIsMade)
                    {
                        Count("lives with a loan that ends on the day that it is made on");
                        return;
                    }

                    Count("lives compared");
                    foreach (var name in recording.Taken.Select(fact => fact.GetType().Name).Distinct())
                        Count($"compared with {name}");
                    if (recording.CreditedFromPayDate > 0)
                        Count(FromPayDate);
                    var (late, inOrder) = (ReportJson.Write(recording.Report(scenario)), ReportJson.Write(evaluated));
                    if (late != inOrder)
                        throw new InvalidOperationException(
                            $"{FirstDifference(inOrder, late)}; recorded in the "
                                + $"order{Environment.NewLine}{string.Join(Environment.NewLine, recording.Taken)}"
                        );
                }
            )
            .Check(PropertyRuns.Soak(Soak, SoakLives));
        foreach (var (what, count) in seen.OrderBy(pair => pair.Key))
            output.WriteLine($"{count, 8:N0}  {what}");
        seen["lives compared"].ShouldBeGreaterThan(seen["lives"] * 3 / 4);
        seen["late facts"].ShouldBeGreaterThan(seen["lives"]);
        Type[] kinds =
        [
            typeof(PaidFact),
            typeof(PaymentReversedFact),
            typeof(LeaveStartedFact),
            typeof(LeaveEndedFact),
            typeof(RefinancedFact),
            typeof(TakenOverFact),
            typeof(RescheduledFact),
            typeof(OffsetFact),
            typeof(AccountValuedFact),
            typeof(SeveredFact),
            typeof(OutsideLoanFact),
            typeof(PledgedFact),
            typeof(CorrectedFact),
            typeof(TransferredOutFact),
            typeof(RehiredFact),
            typeof(DeadlinePostponedFact),
        ];
        foreach (var kind in kinds)
            seen.GetValueOrDefault($"compared with {kind.Name}").ShouldBeGreaterThan(0, kind.Name);
        seen.GetValueOrDefault(FromPayDate).ShouldBeGreaterThan(0);
    }

    private static string FirstDifference(string expected, string found)
    {
        const int around = 300;
        var at = expected.Zip(found).TakeWhile(pair => pair.First == pair.Second).Count();
        var from = Math.Max(0, at - around);
        return $"expected …{expected[from..Math.Min(expected.Length, at + around)]}…{Environment.NewLine}found "
            + $"…{found[from..Math.Min(found.Length, at + around)]}…";
    }

    private static int Seed(SomeScenario draw) =>
        draw.Acts.Aggregate(draw.Policy, (seed, act) => unchecked((seed * 31) + act.Which + act.Wait));

    private void Count(string what, int by = 1) => seen[what] = seen.GetValueOrDefault(what) + by;
}
