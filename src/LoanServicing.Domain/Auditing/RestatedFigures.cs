using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;

namespace LoanServicing.Domain.Auditing;

/// <summary>
/// What an earlier fact of the loan says of the account and its other loans, as it was said until then and since, and
/// the event that changed it.
/// </summary>
/// <param name="Fact">Version of that fact.</param>
/// <param name="Changes">Only what is not the same; none where one restatement takes back another in between.</param>
/// <param name="BecauseLoan">The loan with the event that changed it; null where that is the account's own.</param>
/// <param name="Because">Version of that event in its stream.</param>
/// <param name="BecauseEvent">Its kind, by the event's name; null for the account's own.</param>
/// <param name="BecauseOn">Its effective day; null for the account's own.</param>
public sealed record RestatedFigures(
    long Fact,
    IReadOnlyList<FigureChange> Changes,
    string? BecauseLoan,
    long Because,
    string? BecauseEvent,
    DateOnly? BecauseOn
)
{
    /// <param name="version">Of the restatement.</param>
    internal static RestatedFigures Of(FiguresRestated restated, int version, RecordedLoan record)
    {
        var recorded = record.History.Recorded;
        var before = recorded
            .Take(version - 1)
            .OfType<FiguresRestated>()
            .LastOrDefault(other => other.Fact == restated.Fact)
            is { } earlier
            ? earlier.Of(recorded[(int)restated.Fact - 1])
            : recorded[(int)restated.Fact - 1];
        var cause = record
            .Account.Loans.FirstOrDefault(loan => loan.Made.Loan == restated.BecauseLoan)
            ?.Recorded.ElementAtOrDefault((int)restated.Because - 1);
        return new(
            restated.Fact,
            [.. FigureChange.Between(before, restated.Of(recorded[(int)restated.Fact - 1]))],
            restated.BecauseLoan,
            restated.Because,
            cause?.GetType().Name,
            cause?.On
        );
    }
}

/// <summary>One figure, before and after. Both are amounts, days, counts, or true and false.</summary>
/// <param name="What">Its name; that of a replaced loan goes before it.</param>
/// <param name="Before">Null where there was none.</param>
/// <param name="After">Null where there is none any more.</param>
public sealed record FigureChange(string What, object? Before, object? After)
{
    /// <summary>What two statements of the same event do not say alike.</summary>
    public static IEnumerable<FigureChange> Between(LoanEvent before, LoanEvent after)
    {
        var (was, became) = (Figures(before).ToList(), Figures(after).ToList());
        return was.Concat(became)
            .Select(figure => figure.What)
            .Distinct()
            .Select(what => new FigureChange(
                what,
                was.Find(figure => figure.What == what).Value,
                became.Find(figure => figure.What == what).Value
            ))
            .Where(change => !Equals(change.Before, change.After));
    }

    private static IEnumerable<(string What, object? Value)> Figures(LoanEvent fact)
    {
        if (fact is WithholdingConsentRevoked revoked)
            yield return ("loses condition", revoked.LosesCondition);
        if (fact is not Originated { Borrowing: var figures } made)
            yield break;
        yield return ("vested balance", figures?.Vested);
        yield return ("highest owed in the year before", figures?.HighestPriorYear);
        yield return ("owed on the day, before it", figures?.Outstanding);
        yield return ("loans beside it", figures?.Loans);
        yield return ("a deemed loan is unrepaid", figures?.DeemedLoanUnrepaid);
        foreach (var replaced in made.Replaces ?? [])
        {
            yield return ($"loan {replaced.Loan}, balance taken over", replaced.Balance);
            yield return ($"loan {replaced.Loan}, latest permissible date", replaced.LatestPermissibleDate);
        }
    }
}
