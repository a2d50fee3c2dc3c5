using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.Asking;

/// <summary>
/// Opens a session that asks and records nothing. A question as of a recorded time needs two of them, one after the
/// other: in the first it finds the time (a business day has the time of its close, which the log knows), and the
/// second is of that time.
/// </summary>
/// <param name="recordedBy">
/// Waits until nothing recorded by then is still on its way; null asks for what is there now, without waiting.
/// </param>
public delegate Task<Inquiry> AskingSession(DateTimeOffset? recordedBy, CancellationToken cancellation);
