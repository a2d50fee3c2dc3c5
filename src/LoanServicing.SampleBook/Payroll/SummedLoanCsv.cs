using LoanServicing.SampleBooks.Book;

namespace LoanServicing.SampleBooks.Payroll;

/// <summary>
/// HowardSimon CSV: a row for each employee, one column for all the person's loans; the file's name tells when it was
/// made.
/// </summary>
internal static class SummedLoanCsv
{
    public const string Headings =
        "SSN,Last,First,Addr1,Addr2,City,State,Zip,DOB,Original Hire,Termination,Rehire,"
        + "Current Hours,Current Salary,Current Pre-Tax,Current Roth,Loan Repayment,Match,Profit Sharing,Email";

    /// <summary>Made at half past nine on the day it arrives.</summary>
    public static string FileName(SamplePlan plan, PayDate payDate) =>
        $"{plan.Id}_{payDate.IngestOn:yyyyMMdd}09300000.csv";

    public static void Write(TextWriter writer, PayrollLine line)
    {
        var number = line.TaxpayerNumber;
        var person = line.Participant.Person;
        writer.Write(
            $"{number / 1_000_000:D3}-{number / 10_000 % 100:D2}-{number % 10_000:D4},{person.Last},{person.First},{person.Street},,"
        );
        writer.Write(
            $"{person.Town.City},{person.Town.State},{person.Town.Zip},{line.Participant.BirthDate:MM'/'dd'/'yyyy},,,,86.67,2600.00,156.00,,"
        );
        writer.WriteLine(line.Amount == 0m ? ",78.00,," : $"{line.Amount:F2},78.00,,");
    }
}
