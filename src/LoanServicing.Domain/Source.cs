namespace LoanServicing.Domain;

/// <summary>
/// Where an event comes from: a line of a remittance, a line of an imported file, a message, or the close of a business
/// day. Exactly one kind is set; <see cref="Line"/> goes with the first two.
/// </summary>
/// <param name="Remittance">Identity of the remittance, which knows its file and the file's SHA-256.</param>
/// <param name="Import">SHA-256 of the imported file, hexadecimal.</param>
/// <param name="Message">Id of the line or message, as its sender gave it.</param>
/// <param name="Closing">The business day whose close stated it.</param>
/// <param name="Line">Line in the file, from 1.</param>
public sealed record Source(
    Guid? Remittance = null,
    string? Import = null,
    string? Message = null,
    DateOnly? Closing = null,
    int? Line = null
)
{
    public static Source RemittanceLine(Guid remittance, int line) => new(Remittance: remittance, Line: line);

    public static Source ImportLine(string file, string id, int line) => new(Import: file, Message: id, Line: line);

    /// <param name="path">Where in the scenario the fact stands, as a JSON path.</param>
    public static Source ScenarioFact(string path) => new(Message: path);

    /// <param name="id">As its sender gave it.</param>
    public static Source OfMessage(string id) => new(Message: id);

    public static Source CloseOf(DateOnly day) => new(Closing: day);
}
