using LoanServicing.Payroll.Layouts;

namespace LoanServicing.Payroll.Reading;

/// <summary>
/// The pay date of a file: in its name, or declared, or both alike. A date at which a file was made is never one.
/// </summary>
internal static class PayDate
{
    /// <summary>Any day when a problem was told.</summary>
    public static DateOnly Of(Layout layout, string fileName, DateOnly? declared, ProblemList problems)
    {
        if (layout.FileName?.PayDateText(fileName) is not { } digits)
        {
            if (declared is null)
            {
                problems.Add(
                    "no pay date",
                    layout.FileName is { HasPayDate: true } pattern
                        ? $"a file name like {pattern}, or --pay-date"
                        : $"--pay-date, since the layout {layout.Name} carries none"
                );
            }

            return declared ?? default;
        }

        if (layout.FileName.PayDate(digits) is not { } named)
        {
            problems.Add($"\"{digits}\" as the pay date in the file name", $"a day as {layout.FileName.PayDateForm}");
            return default;
        }

        if (declared is { } other && other != named)
            problems.Add($"the pay date {named:yyyy-MM-dd} in the file name", $"{other:yyyy-MM-dd} as --pay-date says");
        return named;
    }
}
