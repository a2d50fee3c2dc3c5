using System.Globalization;
using LoanServicing.Domain;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Store.Documents;
using LoanServicing.Store.ProofLane;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Store.Tests.Transactions;

/// <summary>
/// Sixteen writers at once on one loan, and on one account, half of them through Marten and half through the bulk lane:
/// no document misses an event, and no update is lost. 400 writes; <c>deploy/soak races</c> takes 10,000.
/// </summary>
[Trait("Soak", "races")]
public sealed class RaceTests : IAsyncLifetime
{
    private const int Writers = 16;

    private static readonly int Writes = Environment.GetEnvironmentVariable("LOANS_SOAK") == "races" ? 10_000 : 400;
    private static readonly Guid Participant = StreamId.OfParticipant("default", "P1", "M1");
    private static readonly Guid[] Loans =
    [
        .. Enumerable.Range(1, 4).Select(number => StreamId.OfLoan("default", "P1", "M1", $"00{number}")),
    ];

    private readonly TestDatabase database = new();
    private int messages;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await using var session = await BeginAsync();
        var policy = new LoanPolicy(Era.First, new CurePeriodRule.Maximum());
        session.Append(
            await session.LockPlanAsync("P1", Cancellation),
            new PlanEstablished(Era.First, "P1", PlanKind.Section401a, policy, Next(session))
        );
        var participant = new ParticipantStream(Participant);
        session.Append(
            participant,
            new ParticipantEnrolled(new(2025, 1, 1), "P1", "M1", new(1980, 5, 17), Next(session))
        );
        session.Append(participant, new AccountValued(new(2025, 1, 1), 60_000m, null, Next(session)));
        for (var i = 0; i < Loans.Length; i++)
            session.Append(new LoanStream(Loans[i]), Made($"00{i + 1}", Next(session)));
        await session.SaveAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task On_one_loan_every_write_is_there_once()
    {
        await RaceAsync(
            async (session, _) => Pay(session, (await session.LockLoansAsync([Loans[0]], Cancellation))[0])
        );
        await PaidAsync(Loans[0], Writes);
        await HoldsAsync();
    }

    [Fact]
    public async Task On_one_account_every_write_is_there_once_on_each_of_its_streams()
    {
        // Each write pays on two loans; each tenth says besides what is after-tax in the account, so that what it means
        // for tax is worked out anew.
        await RaceAsync(
            async (session, write) =>
            {
                var participant = (await session.Recording.LockParticipantsAsync([Participant], Cancellation))[0];
                Guid[] two = [Loans[write % 4], Loans[(write + 1) % 4]];
                foreach (var loan in await session.LockLoansAsync(two, Cancellation))
                    Pay(session, loan);
                if (write % 10 == 0)
                    session.Append(participant, new AccountValued(new(2025, 2, 3), 60_000m, write + 1m, Next(session)));
            }
        );
        foreach (var loan in Loans)
            await PaidAsync(loan, Writes / 2);
        (await database.AskAsync($"select version from mt_streams where id = '{Participant}'")).ShouldBe(
            (Writes / 10) + 2L
        );
        (await database.AskAsync("select count(*) from mt_doc_account")).ShouldBe(1L);
        await HoldsAsync();
    }

    private static Originated Made(string loan, Source source) =>
        new(
            new(2025, 1, 2),
            "P1",
            "M1",
            loan,
            1_200m,
            0.06m,
            Frequency.Monthly,
            12,
            new(2025, 1, 31),
            LoanPurpose.General,
            true,
            null,
            null,
            null,
            null,
            null,
            null,
            source
        );

    private async Task RaceAsync(Func<TestRecording, int, Task> write)
    {
        var next = -1;
        await Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(writer =>
                    Task.Run(
                        async () =>
                        {
                            Recording.MostByMartenInTest.Value = writer % 2 == 0 ? int.MaxValue : 0;
                            for (
                                var i = Interlocked.Increment(ref next);
                                i < Writes;
                                i = Interlocked.Increment(ref next)
                            )
                            {
                                await using var session = await BeginAsync();
                                await write(session, i);
                                await session.SaveAsync(Cancellation);
                            }
                        },
                        Cancellation
                    )
                )
        );
    }

    private void Pay(TestRecording session, LoanStream loan) =>
        session.Append(loan, new InstallmentPaid(new(2025, 1, 31), 0.01m, null, Next(session)));

    // A message of its own for each event.
    private Source Next(TestRecording session)
    {
        var message = $"message-{Interlocked.Increment(ref messages).ToString(CultureInfo.InvariantCulture)}";
        session.Recording.Handle(message, MessageContent.Of(System.Text.Encoding.UTF8.GetBytes(message)));
        return Source.ImportLine("races", message, 1);
    }

    private async Task PaidAsync(Guid loan, int payments)
    {
        (
            await database.AskAsync(
                $"""
                select array_agg(version order by version) = array(select generate_series(1, {payments + 1}::bigint))
                from mt_events where stream_id = '{loan}'
                """
            )
        ).ShouldBe(true, "versions without a gap");
        (await database.AskAsync($"select mt_version from mt_doc_loan where id = '{loan}'")).ShouldBe(payments + 1L);
        await using var inquiry = await Inquiry.BeginAsync(database.Loans, Tenant.Default, cancellation: Cancellation);
        var plan = await PlanReader.ReadAsync(inquiry, "P1", Cancellation);
        var account = (await AccountReader.ReadAsync(inquiry, plan, ["M1"], Cancellation))["M1"];
        account
            .History.Loans.Single(of => StreamId.OfLoan("default", "P1", "M1", of.Made.Loan) == loan)
            .Recorded.OfType<InstallmentPaid>()
            .Sum(paid => paid.Amount)
            .ShouldBe(payments * 0.01m);
    }

    private async Task HoldsAsync() =>
        (
            await LogVerification.VerifyAsync(database.Loans, Tenant.Default, new Progress<long>(), Cancellation)
        ).Differences.ShouldBeEmpty();

    private Task<TestRecording> BeginAsync() => TestRecording.BeginAsync(database.Loans, Tenant.Default, Cancellation);
}
