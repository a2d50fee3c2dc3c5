using LoanServicing.Store.ProofLane;

namespace LoanServicing.Operations.Verifying;

/// <summary>Prove the log: chain unbroken, every consequence follows from its facts, read models equal.</summary>
/// <param name="Part">Of the log's streams, besides its plans.</param>
/// <param name="EveryAccount">
/// Whether what is said of a loan because of others is proved of every account; else of those in which a deemed
/// distribution rests on it, or it was said anew.
/// </param>
public sealed record VerifyLog(LogPart Part, bool EveryAccount);
