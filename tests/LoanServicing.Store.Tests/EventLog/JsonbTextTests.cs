using LoanServicing.Domain;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Store.EventLog;
using Npgsql;

namespace LoanServicing.Store.Tests.EventLog;

public class JsonbTextTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly Source Source = Source.RemittanceLine(
        Guid.Parse("11111111-2222-3333-4444-555555555555"),
        7
    );

    public static TheoryData<object> Events =>
        [
            new Originated(
                new(2025, 1, 2),
                "P/1",
                "Zoë \"Q\" \\ <&>\u2028\U0001F600\t\u0001",
                "001",
                1.10m,
                0.0875m,
                Frequency.Monthly,
                60,
                new(2025, 1, 31),
                LoanPurpose.General,
                true,
                null,
                [new(2, 3.5m)],
                [new("A", 7.5m, null)],
                new(LimitSet: LimitSet.Disaster, RothShare: 0.2m),
                new(1m, 2m, null, true, 1),
                null,
                Source
            ),
            new InstallmentPaid(new(2025, 1, 31), 412.74m, new(2025, 1, 31), Source),
            new LedgerRestated(
                new(2025, 1, 1),
                new(1m, -0.20m, 3, 12345.67m, null, 2, 0m),
                null,
                null,
                null,
                new(new(2025, 2, 1), 5m, DeemingReason.Agreement, 0.00m),
                null,
                3,
                new(2025, 3, 1),
                Source
            ),
            new LedgerRestated(
                new(2025, 1, 1),
                new(1m, 0m, 3, 0m, null, 2, 0m, 5.5m, DefaultAccrual.Simple30360),
                new(
                    new(2024, 12, 1),
                    0.06m,
                    [
                        new(0, Frequency.Monthly, new(2024, 12, 31), 0, null, 3, 86.07m, null, 1_000m),
                        new(3, Frequency.Monthly, new(2024, 12, 31), 3, null, 9, null, [new(9, 90m)], 760m),
                    ],
                    [new(SuspensionKind.MilitaryService, new(2025, 1, 2), null, 0.06m)]
                ),
                new(new(2024, 12, 1), 9m, DeemingReason.AmountLimit, LedgerPosition.Opening(9m), 0.10m),
                new(new(2025, 1, 3), 8.25m),
                null,
                null,
                3,
                new(2025, 3, 1),
                Source
            ),
            new PlanEstablished(
                new(2025, 1, 1),
                "P1",
                PlanKind.Section401a,
                new(new(2025, 1, 1), new CurePeriodRule.Months(3)),
                Source
            ),
            new InstallmentPaid(new(2025, 1, 31), 0.00000001m, null, Source),
        ];

    [Theory]
    [MemberData(nameof(Events))]
    public async Task What_is_hashed_is_what_the_database_prints(object e)
    {
        var text = EventJson.Write(e);
        await using var connection = new NpgsqlConnection(database.Login);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("select $1::jsonb::text", connection)
        {
            Parameters =
            {
                new() { Value = text, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
            },
        };
        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(text);
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void What_is_written_is_read_back_the_same(object e)
    {
        var text = EventJson.Write(e);
        var read = EventJson.Read(EventTypes.Of(e).Name, text);
        EventJson.Write(read).ShouldBe(text);
        if (e is not (Originated or PlanEstablished))
            read.ShouldBe(e);
    }

    [Fact]
    public void An_unknown_member_in_the_log_is_not_passed_over() =>
        Should.Throw<System.Text.Json.JsonException>(() =>
            EventJson.Read("paid_in_full", """{"On": "2025-01-01", "Cites": "x", "Extra": 1}""")
        );
}
