using LoanServicing.Domain;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Embedded;
using LoanServicing.Store;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Benchmarks;

/// <summary>
/// A log of a great many loans, ten events a loan with those of its participant: written as a year leaves it, payroll
/// after payroll, so that a loan's events lie far from each other.
/// </summary>
internal sealed class ReplayBook
{
    private const int Plans = 20;
    private const int Variants = 250;
    private const int LoansOfParticipant = 2;

    private static readonly Tenant Tenant = Tenant.Default;

    private readonly int loans;
    private readonly string login;
    private readonly PlanState[] plans;
    private readonly IReadOnlyList<LoanEvent>[] scripts;
    private readonly byte[][] heads;

    private ReplayBook(int loans, string login)
    {
        (this.loans, this.login) = (loans, login);
        plans = [.. Enumerable.Range(0, Plans).Select(index => PlanState.Create(Established(index)))];
        scripts =
        [
            .. Enumerable
                .Range(0, Plans * Variants)
                .Select(index =>
                    LoanScript.Of(index % Variants, plans[index / Variants], on => Remittance(index / Variants, on))
                ),
        ];
        heads = new byte[loans][];
    }

    /// <summary>Makes the database of that name, or leaves it where it is complete.</summary>
    public static async Task<string> MakeAsync(EmbeddedServer server, int loans)
    {
        var name = $"replay_{loans}";
        var login = server.ConnectionString("postgres", name) + ";Command Timeout=0";
        await LoansDatabase.CreateDatabaseAsync(server.ConnectionString("postgres", "postgres"), name);
        await using (await LoansDatabase.OpenMigratedAsync(login))
        {
            // A book that was kept may be of an earlier schema.
        }

        if (await ScalarAsync(login, "select exists (select from mt_event_progression where name = 'book')") is true)
            return login;
        await new ReplayBook(loans, login).WriteAsync();
        return login;
    }

    private static PlanEstablished Established(int index) =>
        new(
            new(2025, 1, 1),
            PlanName(index),
            PlanKind.Section401a,
            new(new(2025, 1, 1), new CurePeriodRule.Maximum()),
            Source.ImportLine(new('b', 64), $"plan {index}", index + 1)
        );

    private static string PlanName(int index) => $"PLAN{index:00}";

    private static Guid Remittance(int plan, DateOnly on) =>
        StreamId.OfRemittance(Tenant.Name, PlanName(plan), on, "generated");

    private async Task WriteAsync()
    {
        await ScalarAsync(
            login,
            """
            truncate mt_events, mt_streams;
            drop index pk_mt_events_stream_and_version;
            alter table mt_events drop constraint fkey_mt_events_stream_id_tenant_id;
            -- Marten draws the numbers itself; COPY cannot.
            alter table mt_events alter seq_id set default nextval('mt_events_sequence');
            """
        );
        var workers = Environment.ProcessorCount;
        await using (var writer = await LogWriter.OpenAsync(login))
        {
            foreach (var (plan, index) in plans.Select((plan, index) => (plan, index)))
                writer.Begin(StreamId.OfPlan(Tenant.Name, plan.Plan), Established(index), null, 0);
            var participants = (loans + LoansOfParticipant - 1) / LoansOfParticipant;
            for (var index = 0; index < participants; index++)
                WriteParticipant(writer, index);
        }

        // Round after round: the first event of every loan, then the second.
        var rounds = scripts.Max(script => script.Count);
        for (var round = 0; round < rounds; round++)
            await Task.WhenAll(
                Enumerable.Range(0, workers).Select(worker => Task.Run(() => WriteRoundAsync(round, worker, workers)))
            );
        await using (var writer = await LogWriter.OpenAsync(login))
        {
            for (var index = 0; index < Plans; index++)
                WritePlan(writer, index);
        }

        await ScalarAsync(
            login,
            """
            insert into mt_streams (tenant_id, id, type, version, timestamp, created)
            select '*DEFAULT*', stream_id,
              case min(type) filter (where version = 1)
                when 'plan_established' then 'plan' when 'originated' then 'loan' else 'participant' end,
              max(version), max(timestamp), min(timestamp) from mt_events group by stream_id;
            alter table mt_events alter seq_id drop default;
            set maintenance_work_mem = '512MB';
            create unique index pk_mt_events_stream_and_version on mt_events (tenant_id, stream_id, version);
            alter table mt_events add constraint fkey_mt_events_stream_id_tenant_id
              foreign key (tenant_id, stream_id) references mt_streams (tenant_id, id) not valid;
            insert into mt_event_progression (name) values ('book');
            """
        );
        await ScalarAsync(login, "vacuum analyze");
        await ScalarAsync(login, "checkpoint");
    }

    private static void WriteParticipant(LogWriter writer, int index)
    {
        var stream = StreamId.OfParticipant(Tenant.Name, PlanName(index % Plans), $"M{index}");
        var source = Source.ImportLine(new('c', 64), $"participant {index}", index + 1);
        var head = writer.Begin(
            stream,
            new ParticipantEnrolled(
                new(2025, 1, 1),
                PlanName(index % Plans),
                $"M{index}",
                new DateOnly(1970, 1, 1).AddDays(index % 9_000),
                source
            ),
            null,
            0
        );
        writer.Append(
            stream,
            2,
            head,
            new AccountValued(new(2025, 1, 1), 40_000m + (index % 977), null, source),
            null,
            0
        );
    }

    private async Task WriteRoundAsync(int round, int worker, int workers)
    {
        await using var writer = await LogWriter.OpenAsync(login);
        for (var index = worker; index < loans; index += workers)
        {
            var participant = index / LoansOfParticipant;
            var plan = participant % Plans;
            var script = scripts[(plan * Variants) + (int)(index * 2_654_435_761L % Variants)];
            if (round >= script.Count)
                continue;
            var e = script[round];
            var stream = StreamId.OfLoan(
                Tenant.Name,
                PlanName(plan),
                $"M{participant}",
                $"{index % LoansOfParticipant}"
            );
            if (e is Originated made)
                heads[index] = writer.Begin(
                    stream,
                    made with
                    {
                        Plan = PlanName(plan),
                        Participant = $"M{participant}",
                        Loan = $"{index % LoansOfParticipant}",
                    },
                    null,
                    round
                );
            else
                heads[index] = writer.Append(
                    stream,
                    round + 1,
                    heads[index],
                    e,
                    (e as InstallmentPaid)?.Source.Remittance?.ToString(),
                    round
                );
        }
    }

    private void WritePlan(LogWriter writer, int index)
    {
        var stream = StreamId.OfPlan(Tenant.Name, PlanName(index));
        var head = writer.HashOf(stream, 1, [], Established(index), null, 0);
        var payDates = scripts
            .Skip(index * Variants)
            .Take(Variants)
            .SelectMany(script => script.OfType<InstallmentPaid>())
            .Select(paid => paid.On)
            .Distinct()
            .Order()
            .ToList();
        var version = 1;
        foreach (var payDate in payDates)
        {
            var remittance = Remittance(index, payDate);
            head = writer.Append(
                stream,
                ++version,
                head,
                new RemittanceReceived(
                    payDate,
                    remittance,
                    payDate,
                    $"{payDate:yyMMdd}.txt",
                    new('d', 64),
                    "alerus-rows",
                    1,
                    1m,
                    1,
                    1m,
                    Source.RemittanceLine(remittance, 1)
                ),
                remittance.ToString(),
                99
            );
        }

        writer.Append(
            stream,
            ++version,
            head,
            new BusinessDayClosed(
                LoanScript.ClosedThrough,
                LoanScript.ClosedThrough,
                Source.CloseOf(LoanScript.ClosedThrough)
            ),
            null,
            99
        );
    }

    private static async Task<object?> ScalarAsync(string login, string sql)
    {
        await using var connection = new NpgsqlConnection(login + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
