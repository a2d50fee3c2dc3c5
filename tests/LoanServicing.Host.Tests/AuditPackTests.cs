using System.Security.Cryptography;
using System.Text.Json;

namespace LoanServicing.Host.Tests;

/// <summary>
/// The evidence for the loan of <see cref="OneLoanByHandTests"/>, whose figures are those of a spreadsheet.
/// </summary>
public class AuditPackTests(CommandLine loans) : IClassFixture<CommandLine>
{
    [Fact]
    public async Task A_loan_and_its_plan_are_packed_as_they_were_known()
    {
        await SmallBook.ImportAsync(loans);
        (
            await SmallBook.IngestAsync(loans, "2025-01-17", "2025-01-17", SmallBook.Row("123456789", "001", "126.59"))
        ).ShouldExit(0);
        (
            await SmallBook.IngestAsync(loans, "2025-01-31", "2025-02-03", SmallBook.Row("123456789", "001", "126.59"))
        ).ShouldExit(0);
        await IngestSumAsync();
        (
            await SmallBook.IngestAsync(loans, "2025-02-14", "2025-02-14", SmallBook.Row("123456789", "001", "60.00"))
        ).ShouldExit(0);
        (await loans.RunAsync("close-day", "--through", "2025-07-31", "--business-date", "2025-07-31")).ShouldExit(0);

        var before = await LoanPackAsync("before");
        Defaults(before);
        Payments(before);
        Page(
            "before/ACME+M1+001.html",
            "deemed 2025-05-14: $5,881.06",
            "cure period ends",
            "2025-05-14",
            "26 CFR 1.72(p)-1 A-10(b)",
            Sha256("123456250131loans.txt"),
            before.GetProperty("events")[0].GetProperty("recording").GetProperty("hash").GetString()!
        );
        await PlanPackAsync();
        await AsKnownBeforeAsync(before);
        await RefusedAsync();
    }

    // A file name that no page can hold as it is, and somebody whom the plan does not know.
    private async Task IngestSumAsync()
    {
        var file = loans.Write(
            "AC\u0001ME_2025020309300000.csv",
            "SSN,Last,First,Addr1,Addr2,City,State,Zip,DOB,Original Hire,Termination,Rehire,Current Hours,Current "
                + "Salary,Current Pre-Tax,Current Roth,Loan Repayment,Match,Profit Sharing,Email",
            "111-22-3333,ROE,J,1 MAIN ST,,AUSTIN,TX,73301,05/17/1980,,,,80,1000.00,,,85.00,,,"
        );
        (
            await loans.RunAsync(
                "ingest",
                file,
                "--layout",
                "summed-loan-csv",
                "--plan",
                "ACME",
                "--pay-date",
                "2025-01-31",
                "--business-date",
                "2025-02-03"
            )
        ).ShouldExit(1);
    }

    private static void Defaults(JsonElement pack)
    {
        pack.GetProperty("standing").GetProperty("status").GetString().ShouldBe("deemed");
        var computed = pack.GetProperty("defaults").EnumerateArray().Single();
        computed.GetProperty("amount").GetDecimal().ShouldBe(5_881.06m);
        computed.GetProperty("on").GetString().ShouldBe("2025-05-14");
        var unpaid = computed.GetProperty("unpaid");
        // 60.00 came in of the 126.59 that were due.
        (
            unpaid.GetProperty("due").GetString(),
            unpaid.GetProperty("cameIn").GetDecimal(),
            unpaid.GetProperty("lacking").GetDecimal()
        ).ShouldBe(("2025-02-14", 60m, 66.59m));
        unpaid.GetProperty("cure").GetProperty("ends").GetString().ShouldBe("2025-05-14");
        unpaid.GetProperty("cure").GetProperty("latestByLaw").GetString().ShouldBe("2025-06-30");
        computed
            .GetProperty("balance")
            .GetProperty("accruals")
            .EnumerateArray()
            .Select(accrual => accrual.GetProperty("interest").GetDecimal())
            .ShouldBe([20.46m, 20.53m, 20.60m, 20.68m, 20.75m, 20.82m, 7.44m]);
        computed.GetProperty("forms").EnumerateArray().Single().GetProperty("box7").GetString().ShouldBe("L1");
    }

    private void Payments(JsonElement pack)
    {
        var payments = pack.GetProperty("payments").EnumerateArray().ToList();
        payments.Count.ShouldBe(3);
        var second = payments[1];
        ((string[])["withheldOn", "receivedOn", "on"])
            .Select(name => second.GetProperty(name).GetString())
            .ShouldBe(["2025-01-31", "2025-02-03", "2025-02-03"]);
        second.GetProperty("line").GetInt32().ShouldBe(2);
        second
            .GetProperty("recording")
            .GetProperty("file")
            .GetProperty("name")
            .GetString()
            .ShouldBe("123456250131loans.txt");
        second
            .GetProperty("recording")
            .GetProperty("file")
            .GetProperty("sha256")
            .GetString()
            .ShouldBe(Sha256("123456250131loans.txt"));
        var split = second.GetProperty("split");
        // 5,894.76 + 20.97, and 3 days of 5,915.73 × 9.25 % ÷ 365 = 4.50.
        ((string[])["interest", "principal", "balanceBefore", "balanceAfter"])
            .Select(name => split.GetProperty(name).GetDecimal())
            .ShouldBe([20.97m, 105.62m, 5_920.23m, 5_793.64m]);
    }

    private async Task PlanPackAsync()
    {
        var printed = (
            await PackAsync("plan", "--plan", "ACME", "--sample", "2", "--seed", "20261", "--effective", "2025-07-31")
        )
            .ShouldExit(0)
            .Out;
        printed.ShouldStartWith("ACME: 3 loans from 2025-01-01 to 2025-07-31, tied out, delinquent 3, sampled 2\n");
        var plan = Read("plan/ACME.json");
        var roll = plan.GetProperty("rollForward");
        // 6,000.00 + 4,321.98 + 777.77 lent; 105.24 + 105.62 + 39.36 repaid.
        ((string[])["opening", "lent", "principalRepaid", "closing"])
            .Select(name => roll.GetProperty(name).GetDecimal())
            .ShouldBe([0m, 11_099.75m, 250.22m, 10_849.53m]);
        plan.GetProperty("isTied").GetBoolean().ShouldBeTrue();
        plan.GetProperty("remittances")
            .EnumerateArray()
            .Select(remittance =>
                (
                    remittance.GetProperty("total").GetDecimal(),
                    remittance.GetProperty("paymentTotal").GetDecimal(),
                    remittance.GetProperty("suspendedTotal").GetDecimal()
                )
            )
            .ShouldBe([(126.59m, 126.59m, 0m), (126.59m, 126.59m, 0m), (85m, 0m, 85m), (60m, 60m, 0m)]);
        plan.GetProperty("suspense")
            .GetProperty("buckets")
            .EnumerateArray()
            .Select(bucket => bucket.GetProperty("lines").GetInt32())
            .ShouldBe([0, 0, 0, 1]);
        var drawn = plan.GetProperty("sample")
            .GetProperty("loans")
            .EnumerateArray()
            .Select(loan => loan.GetProperty("loan").GetString()!)
            .ToList();
        drawn.Count.ShouldBe(2);
        Page("plan/ACME.html", "10,849.53", "participant.unknown", "AC\uFFFDME_2025020309300000.csv", drawn[0]);
        foreach (var loan in drawn)
            Page($"plan/{loan.Replace('/', '+')}.html", loan.Replace("/", " / ", StringComparison.Ordinal));
    }

    // What is learnt later changes today's answer and not the one as of before.
    private async Task AsKnownBeforeAsync(JsonElement before)
    {
        var time = before
            .GetProperty("events")
            .EnumerateArray()
            .Last()
            .GetProperty("recording")
            .GetProperty("recordedAt")
            .GetString()!;
        (await PackAsync("then", "ACME/M1/001", "--effective", "2025-07-31", "--recorded", time)).ShouldExit(0);
        var then = await File.ReadAllTextAsync(
            Path.Combine(loans.Folder, "then/ACME+M1+001.json"),
            TestContext.Current.CancellationToken
        );
        (
            await loans.RunAsync(
                "import",
                loans.Write(
                    "late.jsonl",
                    $$"""{"id":"late <&>","fact":"payment-reversed","on":"2025-08-01",{{SmallBook.LoanOfM1}},"paidOn":"2025-02-03","amount":126.59}"""
                ),
                "--business-date",
                "2025-08-01"
            )
        ).ShouldExit(1);
        (await PackAsync("again", "ACME/M1/001", "--effective", "2025-07-31", "--recorded", time)).ShouldExit(0);
        (
            await File.ReadAllTextAsync(
                Path.Combine(loans.Folder, "again/ACME+M1+001.json"),
                TestContext.Current.CancellationToken
            )
        ).ShouldBe(then);
        (await PackAsync("closed", "ACME/M1/001", "--effective", "2025-07-31", "--recorded", "2025-07-31")).ShouldExit(
            0
        );
        Read("closed/ACME+M1+001.json")
            .GetProperty("events")
            .GetRawText()
            .ShouldBe(before.GetProperty("events").GetRawText());

        // Before the close nothing had been stated, and a form reports what is stated.
        var paid = before.GetProperty("payments")[2].GetProperty("recording").GetProperty("recordedAt").GetString()!;
        (await PackAsync("unstated", "ACME/M1/001", "--effective", "2025-07-31", "--recorded", paid)).ShouldExit(0);
        Page(
            "unstated/ACME+M1+001.html",
            "It follows from the facts and has not been stated yet.",
            "A form reports it once the close of the day has stated it."
        );

        var after = await LoanPackAsync("after");
        var reversal = after.GetProperty("corrections").EnumerateArray().Single();
        var reversed = after.GetProperty("payments")[1];
        reversal
            .GetProperty("payment")
            .GetInt64()
            .ShouldBe(reversed.GetProperty("recording").GetProperty("version").GetInt64());
        reversed
            .GetProperty("reversedBy")
            .GetInt64()
            .ShouldBe(reversal.GetProperty("recording").GetProperty("version").GetInt64());
        reversal
            .GetProperty("withdrawn")
            .EnumerateArray()
            .Select(consequence => consequence.GetProperty("consequence").GetString())
            .ShouldContain("DeemedDistributed");
        // The 60.00 of 14 February go to the installment of 31 January now, whose three months end on 30 April.
        after.GetProperty("defaults").EnumerateArray().Single().GetProperty("on").GetString().ShouldBe("2025-04-30");
        Page("after/ACME+M1+001.html", "reversed by", "id late <&>");
    }

    private async Task RefusedAsync()
    {
        (await PackAsync("no")).ShouldExit(2).Error.ShouldContain("found neither LOAN nor --plan");
        (await PackAsync("no", "ACME/M1/001", "--plan", "ACME"))
            .ShouldExit(2)
            .Error.ShouldContain("found both LOAN and --plan");
        (await PackAsync("no", "ACME/M1/001", "--seed", "3"))
            .ShouldExit(2)
            .Error.ShouldContain("expected them with --plan only");
        (await PackAsync("no", "--plan", "NONE"))
            .ShouldExit(2)
            .Error.ShouldContain("found \"NONE\", which is not known");
        (await PackAsync("no", "ACME/M1/001", "--recorded", "2099-01-01T00:00:00Z"))
            .ShouldExit(2)
            .Error.ShouldContain("expected a time not after now");
        (await PackAsync("no", "ACME/M1/001", "--recorded", "2001-01-01T00:00:00Z"))
            .ShouldExit(2)
            .Error.ShouldContain("was not known yet");
        (await PackAsync("no", "--plan", "ACME", "--recorded", "2001-01-01T00:00:00Z"))
            .ShouldExit(2)
            .Error.ShouldContain("when plan ACME was not known yet");
        (await PackAsync("no", "--plan", "ACME", "--recorded", "2025-12-01"))
            .ShouldExit(2)
            .Error.ShouldContain("which plan ACME has not closed");
        (await PackAsync("no", "ACME/M1/001", "--effective", "2025-01-01"))
            .ShouldExit(2)
            .Error.ShouldContain("before loan ACME/M1/001 was made");
        (await PackAsync("no", "--plan", "ACME", "--from", "2025-08-01", "--effective", "2025-07-31"))
            .ShouldExit(2)
            .Error.ShouldContain("expected a day not after the effective day");
        (await PackAsync("book.jsonl", "ACME/M1/001")).ShouldExit(2).Error.ShouldContain("expected a folder");
        Directory.Exists(Path.Combine(loans.Folder, "no")).ShouldBeFalse();
    }

    private async Task<JsonElement> LoanPackAsync(string folder)
    {
        (await PackAsync(folder, "ACME/M1/001", "--effective", "2025-07-31")).ShouldExit(0);
        return Read($"{folder}/ACME+M1+001.json");
    }

    private Task<CommandResult> PackAsync(string folder, params string[] arguments) =>
        loans.RunAsync([
            "audit-pack",
            .. arguments,
            "--out",
            Path.Combine(loans.Folder, folder),
            "--business-date",
            "2025-12-31",
        ]);

    private JsonElement Read(string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(loans.Folder, file))).RootElement;

    private string Sha256(string file) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(loans.Folder, file))));

    private void Page(string file, params string[] says)
    {
        var text = PackPage.Whole(Path.Combine(loans.Folder, file));
        foreach (var said in says)
            text.ShouldContain(said);
    }
}
