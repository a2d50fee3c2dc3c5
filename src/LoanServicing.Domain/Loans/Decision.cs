namespace LoanServicing.Domain.Loans;

/// <summary>
/// What a command led to: events in order; nothing, because it was already done; a rejection; or word that the fact is
/// late, so that the loan's history is needed to take it in (<see cref="LoanHistory.Restate"/>). A single event, the
/// usual case, needs no list.
/// </summary>
public readonly struct Decision
{
    private readonly LoanEvent? only;
    private readonly IReadOnlyList<LoanEvent>? several;

    private Decision(LoanEvent? only, IReadOnlyList<LoanEvent>? several, Rejection? rejection, bool isLate)
    {
        this.only = only;
        this.several = several;
        Rejection = rejection;
        IsLate = isLate;
    }

    public static Decision Nothing => default;

    public static Decision Late => new(null, null, null, isLate: true);

    public Rejection? Rejection { get; }

    public bool IsLate { get; }

    public int Count => only is not null ? 1 : several?.Count ?? 0;

    public LoanEvent this[int index] => only is not null && index == 0 ? only : several![index];

    public IEnumerable<LoanEvent> Events => only is not null ? [only] : several ?? [];

    public static implicit operator Decision(LoanEvent only) => new(only, null, null, isLate: false);

    public static implicit operator Decision(List<LoanEvent> several) => new(null, several, null, isLate: false);

    public static implicit operator Decision(Rejection rejection) => new(null, null, rejection, isLate: false);
}

/// <summary>Why a command was not carried out.</summary>
/// <param name="Code">Stable, <c>noun.reason</c>.</param>
/// <param name="Reason">One sentence that says what was found and what was expected.</param>
/// <param name="Cites">The provision it rests on, where law decided.</param>
public sealed record Rejection(string Code, string Reason, string? Cites = null);
