using LoanServicing.Domain.Auditing;
using LoanServicing.Operations.Asking;

namespace LoanServicing.Operations.Auditing;

/// <summary>
/// Prepare the evidence that an auditor asks for of a plan's loans, and of a sample of them each by itself.
/// </summary>
/// <param name="From">First day of the period.</param>
/// <param name="Through">Its last day, at the close of it.</param>
/// <param name="Recorded">As the log knew it then; null for now.</param>
public sealed record PreparePlanPack(
    string Plan,
    DateOnly From,
    DateOnly Through,
    RecordedMoment? Recorded,
    LoanSampling Sampling
);

/// <summary>A plan's audit pack.</summary>
/// <param name="Sampled">The packs of the loans that were drawn.</param>
public sealed record PlanPackPrepared(PlanPack Pack, IReadOnlyList<LoanPack> Sampled, IReadOnlyList<OutputFile> Files)
{
    /// <summary>How many discrepancies wait for a person.</summary>
    public int OpenDiscrepancies => Pack.Discrepancies.Count(found => found.Open != 0m);
}
