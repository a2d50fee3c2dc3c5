using System.CommandLine;
using System.Globalization;
using LoanServicing.Domain.Calendar;

namespace LoanServicing.Host.CommandLine;

/// <summary>Options that every command takes.</summary>
public static class GlobalOptions
{
    public static readonly Option<string?> Database = new("--database")
    {
        Description =
            "Connection string of a PostgreSQL server (else ConnectionStrings__Loans, else the private server)",
        Recursive = true,
    };

    public static readonly Option<DirectoryInfo?> Data = new("--data")
    {
        Description = "Folder of the private server and of the key file",
        Recursive = true,
    };

    public static readonly Option<string> Tenant = new("--tenant")
    {
        Description = "Whose books",
        DefaultValueFactory = _ => "default",
        Recursive = true,
    };

    public static readonly Option<DateOnly?> BusinessDate = DateOption(
        "--business-date",
        "The day that it is in the books (default: today)",
        recursive: true
    );

    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Print one JSON document, or JSON Lines where it lists",
        Recursive = true,
    };

    public static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Say more about what is done, and print whole errors",
        Recursive = true,
    };

    public static readonly IReadOnlyList<Option> All = [Database, Data, Tenant, BusinessDate, Json, Verbose];

    /// <summary>Dollars with at most two decimals.</summary>
    public static Option<decimal?> AmountOption(string name, string description) =>
        new(name)
        {
            Description = description,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                var isNumber = decimal.TryParse(
                    text,
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var amount
                );
                if (isNumber && amount < 1e15m && decimal.Round(amount, 2) == amount)
                    return amount;
                result.AddError($"{name}: found \"{text}\", expected dollars with at most two decimals");
                return null;
            },
        };

    /// <summary>A number of things.</summary>
    public static Option<int?> CountOption(string name, string description) =>
        new(name)
        {
            Description = description,
            CustomParser = result =>
            {
                if (
                    int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                )
                    return count;
                result.AddError($"{name}: found \"{result.Tokens[0].Value}\", expected a count");
                return null;
            },
        };

    public static Option<DateOnly?> DateOption(string name, string description, bool recursive = false) =>
        new(name)
        {
            Description = description,
            Recursive = recursive,
            CustomParser = result =>
            {
                var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
                var isDay = DateOnly.TryParseExact(
                    text,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                );
                if (isDay && Era.Contains(day))
                    return day;
                result.AddError(
                    $"{name}: found \"{text}\", expected a date that exists, YYYY-MM-DD, "
                        + $"from {Era.First.Year} to {Era.Last.Year}"
                );
                return null;
            },
        };
}
