using System.Collections.Immutable;

namespace LoanServicing.Payroll.Reading;

/// <summary>One reason to refuse a payroll file; its text is one sentence without any full taxpayer number.</summary>
/// <param name="Line">Null when the reason is the file as a whole.</param>
/// <param name="Column">The column's heading, or its place; null when the reason is the whole line.</param>
public sealed record RemittanceProblem(string File, int? Line, string? Column, string Found, string Expected)
{
    public override string ToString() =>
        $"{File}{(Line is { } line ? $", line {line}" : "")}{(Column is null ? "" : ", " + Column)}: found {Found}, expected {Expected}";
}

/// <summary>
/// A payroll file is refused as a whole: none of it may be posted. The message holds one problem a line, twenty at
/// most.
/// </summary>
public sealed class RemittanceRefusedException : Exception
{
    internal RemittanceRefusedException(ImmutableArray<RemittanceProblem> problems, int count)
        : base(
            string.Join('\n', problems) + (count > problems.Length ? $"\n… and {count - problems.Length} more" : "")
        ) => (Problems, Count) = (problems, count);

    /// <summary>The first twenty.</summary>
    public ImmutableArray<RemittanceProblem> Problems { get; }

    /// <summary>How many were found in all.</summary>
    public int Count { get; }
}
