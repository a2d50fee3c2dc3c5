using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Tests.Auditing;

/// <summary>Loans as a log would hold them: an hour apart, by one person, from one file.</summary>
internal static class Recorded
{
    public static readonly DateTimeOffset First = new(2004, 1, 2, 9, 0, 0, TimeSpan.Zero);

    public static RecordedLoan Loan(PlanState plan, params IReadOnlyList<LoanEvent> events)
    {
        var history = new LoanHistory(events);
        var account = new AccountHistory(
            plan,
            Given.Participant("1965-04-03", new AccountValued(Given.Day("2002-08-01"), 45_000m, null, Given.Source)),
            [history]
        );
        return Of(account).Single();
    }

    public static IReadOnlyList<RecordedLoan> Of(AccountHistory account) =>
        [
            .. account.Loans.Select(history => new RecordedLoan(
                history,
                account,
                [
                    .. history.Recorded.Select(
                        (_, index) =>
                            new EventRecording(
                                index + 1,
                                First.AddHours(index),
                                "clerk",
                                $"{index:x64}",
                                new("payroll.txt", "ab")
                            )
                    ),
                ],
                First.AddHours(history.Recorded.Count)
            )),
        ];

    /// <summary>The loan of A-10(c) with its first twelve installments paid on their days, and nothing after.</summary>
    public static LoanUnderTest TwelvePaid(PlanState plan)
    {
        var loan = new LoanUnderTest(plan).After(Given.LoanOfA10);
        for (var index = 0; index < 12; index++)
            loan.After(new ReceiveRepayment(loan.State!.Schedule.Due(index), null, null, Given.Source));
        return loan;
    }
}
