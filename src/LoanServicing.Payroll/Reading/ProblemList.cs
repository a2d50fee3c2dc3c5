using System.Collections.Immutable;

namespace LoanServicing.Payroll.Reading;

/// <summary>
/// Gathers what is wrong with one file: the first twenty in words, the others by number only, so that a file that is
/// all wrong costs little.
/// </summary>
internal sealed class ProblemList(string file)
{
    private const int MostInWords = 20;
    private readonly List<RemittanceProblem> problems = [];

    public string File { get; } = file;

    public int Count { get; private set; }

    public void Add(string found, string expected) => Add(null, null, found, expected);

    public void Add(int? line, string? column, string found, string expected)
    {
        if (Count++ < MostInWords)
            problems.Add(new(File, line, column, found, expected));
    }

    /// <summary>For values of a file, whose words are only made while there is room for them.</summary>
    public void Add(int line, string column, ReadOnlySpan<byte> value, bool isTaxpayerNumber, string expected)
    {
        if (Count < MostInWords)
            Add(line, column, isTaxpayerNumber ? Found.TaxpayerNumber(value) : Found.Value(value), expected);
        else
            Count++;
    }

    public void ThrowIfAny()
    {
        if (Count > 0)
            throw new RemittanceRefusedException([.. problems], Count);
    }
}
