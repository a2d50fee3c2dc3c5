using System.Text.Json;

namespace LoanServicing.Host.Demonstration;

/// <summary>What comes out of a year of a book: what the generator says must, or what did.</summary>
internal sealed record BookOutcome(
    IReadOnlyList<LoanOutcome> Loans,
    IReadOnlyList<RemittanceOutcome> Remittances,
    IReadOnlyList<FormOutcome> Forms1099R,
    IReadOnlyList<BasisOutcome> Basis
)
{
    /// <summary>Reads the generator's expected.json.</summary>
    public static BookOutcome ReadExpected(string directory) =>
        JsonSerializer.Deserialize<BookOutcome>(
            File.ReadAllText(Path.Combine(directory, "expected.json")),
            JsonSerializerOptions.Web
        )!;

    /// <summary>Every difference, one sentence each; nothing where the two agree to the cent and the day.</summary>
    public static IEnumerable<string> Differences(BookOutcome expected, BookOutcome actual) =>
        [
            .. Compare(expected.Loans, actual.Loans, loan => $"loan {loan.Plan}/{loan.Participant}/{loan.Loan}"),
            .. Compare(expected.Remittances, actual.Remittances, remittance => $"remittance {remittance.File}"),
            .. Compare(
                expected.Forms1099R,
                actual.Forms1099R,
                form => $"form {form.Plan}/{form.Participant}/{form.Loan} of {form.On:yyyy-MM-dd}"
            ),
            .. Compare(expected.Basis, actual.Basis, basis => $"basis of {basis.Plan}/{basis.Participant}"),
        ];

    private static IEnumerable<string> Compare<T>(
        IReadOnlyList<T> expected,
        IReadOnlyList<T> actual,
        Func<T, string> name
    )
        where T : notnull
    {
        var found = actual.ToDictionary(name);
        foreach (var wanted in expected)
        {
            if (!found.Remove(name(wanted), out var got))
                yield return $"{name(wanted)}: found nothing, expected {wanted}";
            else if (got.ToString() != wanted.ToString())
                yield return $"{name(wanted)}: found {got}, expected {wanted}";
        }

        foreach (var more in found)
            yield return $"{more.Key}: found {more.Value}, expected nothing";
    }
}

internal sealed record LoanOutcome(
    string Plan,
    string Participant,
    string Loan,
    string Status,
    decimal Outstanding,
    int Missed,
    DatedAmount? Deemed,
    DatedAmount? Offset,
    decimal RepaidAfterDeemed
)
{
    public override string ToString() =>
        $"{Status}, outstanding {Outstanding:0.00}, missed {Missed}, deemed {Deemed?.ToString() ?? "no"}, offset "
        + $"{Offset?.ToString() ?? "no"}, repaid after deemed {RepaidAfterDeemed:0.00}";
}

internal sealed record DatedAmount(DateOnly On, decimal Amount)
{
    public override string ToString() => $"{Amount:0.00} on {On:yyyy-MM-dd}";
}

internal sealed record RemittanceOutcome(
    string File,
    string Plan,
    DateOnly PayDate,
    int Lines,
    decimal Total,
    int Posted,
    decimal PostedTotal,
    SortedDictionary<string, int> SuspendedByReason
)
{
    public override string ToString() =>
        $"{Plan}, pay date {PayDate:yyyy-MM-dd}, {Lines} lines {Total:0.00}, posted {Posted} {PostedTotal:0.00}, "
        + $"suspended {string.Join(' ', SuspendedByReason.Select(pair => $"{pair.Key}:{pair.Value}"))}";
}

internal sealed record FormOutcome(
    string Plan,
    string Participant,
    string Loan,
    DateOnly On,
    decimal Box1,
    decimal Box2a,
    decimal Box4,
    decimal Box5,
    string Box7
)
{
    public override string ToString() => $"1: {Box1:0.00}, 2a: {Box2a:0.00}, 4: {Box4:0.00}, 5: {Box5:0.00}, 7: {Box7}";
}

internal sealed record BasisOutcome(
    string Plan,
    string Participant,
    decimal RepaidAfterDeemed,
    decimal InvestmentInContract
)
{
    public override string ToString() =>
        $"repaid after deemed {RepaidAfterDeemed:0.00}, investment in contract {InvestmentInContract:0.00}";
}
