using System.Globalization;
using System.Text.Json.Serialization;
using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Host.CommandLine;
using LoanServicing.Store.EventLog;

namespace LoanServicing.Host.Showing;

/// <summary>What differs between two recorded times in the answer about a loan, and the events that made it.</summary>
/// <param name="Differences">From the one time to the other, whatever came and went between.</param>
/// <param name="MadeBy">The recordings that changed the answer, in order.</param>
/// <param name="WithoutEffect">How many between them recorded something of the account or plan that changed nothing in it.</param>
internal sealed record LoanComparison(
    string Loan, DateOnly Effective, DateTimeOffset Recorded, DateTimeOffset Against, IReadOnlyList<StandingDifference> Differences, IReadOnlyList<Recording> MadeBy, int WithoutEffect)
{
    /// <param name="known">All that is known, now.</param>
    public static LoanComparison Of(LoanAnswer known, DateTimeOffset recorded, DateTimeOffset against)
    {
        var events = EventsOf(known).Where(pair => pair.Recorded.RecordedAt > recorded && pair.Recorded.RecordedAt <= against)
            .OrderBy(pair => pair.Recorded.Sequence).ToLookup(pair => pair.Recorded.RecordedAt);
        var before = Standing(recorded);
        var changes = StandingTrail.Of(before, Standing, events.Select(group => group.Key).Order()).ToList();
        return new(
            known.FullName,
            known.Effective,
            recorded,
            against,
            StandingDifference.Between(before, Standing(against)),
            [.. changes.Where(change => change.Differences.Count > 0).Select(change => Recording.Of(change, [.. events[change.RecordedAt]]))],
            changes.Count(change => change.Differences.Count == 0));

        LoanStanding Standing(DateTimeOffset time) => known.AsRecordedBy(time, LoanQuestion.Recorded.Name).Standing();
    }

    public void Print(TextWriter @out)
    {
        @out.WriteLine($"{Loan} at the close of {Effective:yyyy-MM-dd}, as recorded by {Text(Recorded)} and by {Text(Against)}");
        Print(@out, "  ", Differences);
        if (Differences.Count == 0)
            @out.WriteLine("  no difference");
        foreach (var recording in MadeBy)
        {
            @out.WriteLine($"recorded {Text(recording.RecordedAt)} by {recording.Actor}");
            foreach (var e in recording.Events)
                @out.WriteLine($"  {e.Text}");
            Print(@out, "    ", recording.Differences);
        }

        if (WithoutEffect > 0)
            @out.WriteLine($"{WithoutEffect:N0} recordings between them changed nothing in it");
    }

    private static void Print(TextWriter @out, string indent, IReadOnlyList<StandingDifference> differences)
    {
        foreach (var difference in differences)
            @out.WriteLine($"{indent}{difference.What,-21}  {Text(difference.Before)} → {Text(difference.After)}");
    }

    public static string Text(object? value) => value switch
    {
        null => "none",
        decimal amount => amount.ToString("N2", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        Domain.Evaluation.ReportedDeeming deemed => $"{Text(deemed.On)}, {Text(deemed.Amount)}, {deemed.Reason}",
        Domain.Evaluation.ReportedOffset offset => $"{Text(offset.On)}, {Text(offset.Amount)}{(offset.Qplo ? ", a qualified plan loan offset" : "")}",
        Domain.Evaluation.ReportedFinding finding => $"{finding.Rule}: {finding.Detail}",
        Domain.Regulation.Form1099R.Form1099RData form => $"tax year {form.TaxYear}, box 1 {Text(form.Box1)}, box 2a {Text(form.Box2a)}, box 5 {Text(form.Box5)}, code {form.Box7}",
        Discrepancy found => $"{Text(found.On)}, {Text(found.Open)}, {found.InWords}",
        _ => value.ToString()!,
    };

    // What an answer about a loan is worked out from. A close that is recorded in the plan's stream, or a remittance, is not.
    private static IEnumerable<(string Stream, RecordedEvent Recorded)> EventsOf(LoanAnswer known) =>
    [
        .. known.Plan.Events.Where(recorded => recorded.Event is PlanEstablished or PlanAmended).Select(recorded => ($"plan {known.Name.Plan}", recorded)),
        .. known.Account.Participant.Select(recorded => ($"participant {known.Name.Plan}/{known.Name.Participant}", recorded)),
        .. known.Account.Loans.SelectMany(loan => loan.Select(recorded => ($"loan {known.Name.Plan}/{known.Name.Participant}/{((LoanMade)loan[0].Event).Loan}", recorded))),
    ];
}

/// <summary>What was recorded in one go, and what it changed in an answer.</summary>
internal sealed record Recording(DateTimeOffset RecordedAt, string? Actor, IReadOnlyList<RecordedChange> Events, IReadOnlyList<StandingDifference> Differences)
{
    public static Recording Of(StandingChange change, IReadOnlyList<(string Stream, RecordedEvent Recorded)> events) =>
        new(change.RecordedAt, events[0].Recorded.Actor, [.. events.Select(pair => RecordedChange.Of(pair.Stream, pair.Recorded))], change.Differences);
}

/// <summary>An event as it is named to people.</summary>
/// <param name="Stream">Whose it is: a loan's, a participant's or a plan's.</param>
internal sealed record RecordedChange(string Stream, long Version, DateOnly Effective, string Event, string Source)
{
    [JsonIgnore]
    public string Text => $"{Stream}, event {Version}: {Event} of {Effective:yyyy-MM-dd}, {Source}";

    public static RecordedChange Of(string stream, RecordedEvent recorded)
    {
        var (on, source) = recorded.Event switch
        {
            LoanEvent e => (e.On, e.Source),
            ParticipantEvent e => (e.On, e.Source),
            var e => (((PlanEvent)e).On, ((PlanEvent)e).Source),
        };
        return new(stream, recorded.Version, on, EventTypes.Of(recorded.Event).Name.Replace('_', ' '), SourceText.Of(source));
    }
}
