namespace LoanServicing.Operations.Auditing;

/// <summary>
/// What the files of a pack are called: the names of its plan or loan with "+" between, other characters than letters,
/// digits, "-", "." and "_" as %XX.
/// </summary>
internal static class PackFileName
{
    private const int MostCharacters = 200;

    /// <param name="names">With "/" between.</param>
    /// <param name="otherwise">What it is called where that would be too long.</param>
    public static string Of(string names, Guid otherwise)
    {
        var name = string.Join('+', names.Split('/').Select(Uri.EscapeDataString));
        return name.Length <= MostCharacters ? name : otherwise.ToString();
    }
}
