using LoanServicing.Domain.PersonalData;
using LoanServicing.TaxForms.Pub1220;

namespace LoanServicing.TaxForms.Tests.Pub1220;

public sealed class Pub1220FileTests
{
    [Fact]
    public void One_payer_with_two_forms_is_the_file_written_by_hand()
    {
        var approved = File.ReadAllBytes(
            Path.Combine(AppContext.BaseDirectory, "Approved", "one-payer-two-forms.pub1220.txt")
        );
        var written = Written(new(TestFile: true), Samples.Deemed, Samples.RothOffset);
        for (var at = 0; at < Math.Min(approved.Length, written.Length); at++)
            ((char)written[at]).ShouldBe((char)approved[at], $"record {(at / 750) + 1} position {(at % 750) + 1}");
        written.Length.ShouldBe(approved.Length);
    }

    [Fact]
    public void Several_payers_have_groups_of_their_own_whose_counts_and_totals_agree()
    {
        var other = Samples.Payer with { Plan = "OTHER", Ein = "112345678", Name = "Other Trust" };
        var forms = Enumerable
            .Range(1, 50)
            .Select(i =>
                Samples.Deemed.With(form => form with { Box1 = 100m * i + 0.37m, Box2a = 100m * i, Box5 = 0.37m }) with
                {
                    Payer = i % 7 < 3 ? other : Samples.Payer,
                    AccountNumber = $"N{i}",
                }
            )
            .ToArray();
        var records = Pub1220Reading.Read(Written(new(), forms));

        records.ShouldAgreeWithItself();
        string.Concat(records.Select(record => record.Letter))
            .ShouldBe("TA" + new string('B', 22) + "CA" + new string('B', 28) + "CF");
        records
            .Where(record => record.Letter == "A")
            .Select(record => record["payer_tin"])
            .ShouldBe(["112345678", "012345678"]);
        records
            .Where(record => record.Letter == "B")
            .Sum(record => record.Number("payment_amount_1"))
            .ShouldBe((long)(forms.Sum(r => r.Form.Box1) * 100));
    }

    [Fact]
    public void Plans_of_the_same_payer_share_its_record() =>
        Pub1220Reading
            .Read(
                Written(
                    new(),
                    Samples.Deemed,
                    Samples.RothOffset with
                    {
                        Payer = Samples.Payer with { Plan = "SISTER" },
                    }
                )
            )
            .Count(record => record.Letter == "A")
            .ShouldBe(1);

    [Fact]
    public void The_counts_come_back()
    {
        using var stream = new MemoryStream();
        Write(stream, new(), Samples.Deemed, Samples.RothOffset).ShouldBe(new(2025, 1, 2, 6));
        Pub1220Reading.Read(stream.ToArray()).ShouldAgreeWithItself();
    }

    [Fact]
    public void Only_amounts_in_use_are_announced()
    {
        Amounts(Samples.Deemed).ShouldBe("12");
        Amounts(Samples.Deemed.With(form => form with { Loan = null, Box7 = "G", Box2a = 0m })).ShouldBe("1");
        Amounts(Samples.RothOffset).ShouldBe("1245");

        static string Amounts(InformationReturn r) => Pub1220Reading.Read(Written(new(), r))[1]["amount_codes"];
    }

    [Fact]
    public void Options_set_their_indicators()
    {
        Indicators(new()).ShouldBe(("", ""));
        Indicators(new(TestFile: true)).ShouldBe(("T", ""));
        Indicators(new(PriorYear: true)).ShouldBe(("", "P"));

        static (string, string) Indicators(Pub1220Options options)
        {
            var transmitter = Pub1220Reading.Read(Written(options, Samples.Deemed))[0];
            return (transmitter["test_file_indicator"], transmitter["prior_year_indicator"]);
        }
    }

    [Fact]
    public void An_address_abroad_sets_the_indicator_and_leaves_state_and_zip_blank()
    {
        var abroad = new PostalAddress("3 Rue X", "Lyon", "", "", "FR");
        var payee = Pub1220Reading.Read(
            Written(new(), Samples.Deemed.WithPerson(person => person with { Address = abroad }))
        )[2];
        (payee["foreign_country_indicator"], payee["payee_city"], payee["payee_state"], payee["payee_zip"]).ShouldBe(
            ("1", "LYON FR", "", "")
        );
    }

    [Theory]
    [InlineData("Roe, Jane", "ROE", "ROE JANE")]
    [InlineData("De La Cruz, Ana", "DELA", "DE LA CRUZ ANA")]
    [InlineData("Li-Roy, Bo", "", "LI-ROY BO")]
    [InlineData("Jane Roe", "", "JANE ROE")]
    [InlineData("Łęcka, Zoë", "LECK", "LECKA ZOE")]
    public void The_name_control_is_of_a_surname_that_is_known(string name, string control, string line)
    {
        var payee = Pub1220Reading.Read(
            Written(new(), Samples.Deemed.WithPerson(person => person with { Name = name }))
        )[2];
        (payee["payee_name_control"], payee["payee_name_1"]).ShouldBe((control, line));
    }

    [Theory]
    [InlineData(2025, false, true)]
    [InlineData(2026, false, false)]
    [InlineData(2026, true, true)]
    public void Years_after_2025_go_only_to_a_state(int year, bool forState, bool isWritten)
    {
        var form = Samples.Deemed.With(f => f with { TaxYear = year, On = new(year, 9, 30) });
        if (isWritten)
            Pub1220Reading.Read(Written(new(ForState: forState), form))[0]["payment_year"].ShouldBe(year.ToString());
        else
            Refusal(form)
                .ShouldBe(
                    "Found tax year 2026; expected at most 2025, or a file for a state: later years are filed through IRIS."
                );
    }

    [Fact]
    public void Years_do_not_mix() =>
        Refusal(Samples.Deemed, Samples.RothOffset.With(form => form with { TaxYear = 2024, On = new(2024, 11, 14) }))
            .ShouldBe("Found the tax years 2024, 2025; expected one per file.");

    [Fact]
    public void There_is_no_file_without_a_form() =>
        Refusal().ShouldBe("Found no form to file; expected at least one.");

    [Fact]
    public void Errors_of_the_checks_stop_the_file() =>
        Refusal(Samples.Deemed with { Recipient = null }, Samples.RothOffset)
            .ShouldBe(
                "Errors among the forms: V17 error: plan EX401K participant P1 loan A: found no personal data; "
                    + "expected the recipient's name, address and taxpayer number."
            );

    [Fact]
    public void Every_form_that_does_not_fit_is_named() =>
        Refusal(
                Samples.Deemed.WithPerson(person =>
                    person with
                    {
                        Address = person.Address with { Street = new('X', 41) },
                    }
                ),
                Samples.RothOffset.WithPerson(person => person with { Name = "李" })
            )
            .ShouldBe(
                "Values that do not fit the file: plan EX401K participant P1 loan A: B.payee_mailing_address: found "
                    + "41 characters, expected at most 40. "
                    + "plan EX401K participant P2 loan B: payee_name_1: found the character U+674E, expected one "
                    + "that can be written in ASCII."
            );

    [Fact]
    public void A_payer_without_a_number_is_named() =>
        Refusal(Samples.Deemed with { Payer = Samples.Payer with { Ein = "12345678" } })
            .ShouldBe(
                "Values that do not fit the file: the payer of plan EX401K: payer_tin: found 8 characters, expected 9."
            );

    private static string Refusal(params InformationReturn[] returns)
    {
        using var stream = new MemoryStream();
        var refused = Should.Throw<FileRefusedException>(() => Write(stream, new(), returns));
        stream.Length.ShouldBe(0);
        return refused.Message;
    }

    private static byte[] Written(Pub1220Options options, params InformationReturn[] returns)
    {
        using var stream = new MemoryStream();
        Write(stream, options, returns);
        return stream.ToArray();
    }

    private static Pub1220Counts Write(Stream stream, Pub1220Options options, params InformationReturn[] returns) =>
        Pub1220File.Write(stream, Samples.Transmitter, FormChecks.Check(returns), options);
}
