using System.Text.Json;

namespace LoanServicing.SampleBooks.Book;

/// <summary>
/// An import file: one JSON object a line, each with an id of its own. A plan or participant is written whole the first
/// time it occurs in any file.
/// </summary>
internal sealed class FactFile : IDisposable
{
    private readonly string name;
    private readonly FileStream stream;
    private readonly Utf8JsonWriter json;
    private readonly HashSet<string> introducedPlans;

    /// <param name="introducedPlans">Shared by all the files of a book.</param>
    public FactFile(string directory, string name, HashSet<string> introducedPlans)
    {
        this.name = name;
        this.introducedPlans = introducedPlans;
        stream = new FileStream(
            Path.Combine(directory, name + ".jsonl"),
            FileMode.Create,
            FileAccess.Write,
            FileShare.None,
            1 << 16
        );
        json = new Utf8JsonWriter(stream);
    }

    public int Lines { get; private set; }

    /// <summary>A line about a participant that has legal effect on a day.</summary>
    public void Fact(string fact, DateOnly on, SampleParticipant participant, Action<Utf8JsonWriter>? members = null) =>
        Line(
            fact,
            line =>
            {
                line.WriteString("on", Day(on));
                WritePlan(participant.Plan);
                WriteParticipant(participant);
                members?.Invoke(line);
            }
        );

    /// <summary>A line without a day: who someone is.</summary>
    public void Line(string fact, Action<Utf8JsonWriter> members)
    {
        json.Reset();
        json.WriteStartObject();
        json.WriteString("id", $"{name}-{++Lines:D7}");
        json.WriteString("fact", fact);
        members(json);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd");

    public void Dispose()
    {
        json.Dispose();
        stream.Dispose();
    }

    private void WritePlan(SamplePlan plan)
    {
        if (!introducedPlans.Add(plan.Id))
        {
            json.WriteString("plan", plan.Id);
            return;
        }

        json.WriteStartObject("plan");
        json.WriteString("id", plan.Id);
        json.WriteString("kind", "401a");
        if (plan.Cure.Months is { } months)
        {
            json.WriteStartObject("curePeriod");
            json.WriteNumber("months", months);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("curePeriod", "max");
        }

        json.WriteStartObject("settings");
        json.WriteString("creditDate", plan.CountsFromReceipt ? "received" : "withheld");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteParticipant(SampleParticipant participant)
    {
        if (participant.IsIntroduced)
        {
            json.WriteString("participant", participant.Id);
            return;
        }

        participant.IsIntroduced = true;
        json.WriteStartObject("participant");
        json.WriteString("id", participant.Id);
        json.WriteString("birthDate", Day(participant.BirthDate));
        json.WriteEndObject();
    }
}
