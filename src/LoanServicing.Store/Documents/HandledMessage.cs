using Marten.Schema;

namespace LoanServicing.Store.Documents;

/// <summary>
/// A message that has been carried out, by its sender's id: the same id again changes nothing and has the first answer,
/// however long ago that was; with other content it is refused. The events that it led to name it as what caused them.
/// </summary>
/// <param name="Id">As the sender gave it.</param>
/// <param name="Content"> <see cref="Transactions.MessageContent"/> of what came under the id; null for one recorded
/// before events carried it: then any content is taken for the same.
/// </param>
/// <param name="Answer">What became of it.</param>
public sealed record HandledMessage(string Id, string? Content, string Answer)
{
    /// <summary>All of it was recorded.</summary>
    public const string Recorded = "recorded";

    /// <summary>What it says is kept beside the log, as who a person is: no event names it.</summary>
    public const string BesideLog = "beside-log";

    /// <summary>It waits for a person.</summary>
    public const string Suspended = "suspended";

    public static void ConfigureMarten(DocumentMapping<HandledMessage> mapping) => mapping.Alias = "handled_message";
}
