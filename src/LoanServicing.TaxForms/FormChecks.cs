using LoanServicing.Domain.Money;
using LoanServicing.Domain.PersonalData;
using LoanServicing.Domain.Regulation.Form1099R;

namespace LoanServicing.TaxForms;

/// <summary>
/// What must hold of Forms 1099-R before they are written. Not modelled, for want of data on the form: V04 (an earlier
/// report), V11 and V12 (birth, severance), V13 (deposits), V14 (ledger).
/// </summary>
public static class FormChecks
{
    /// <summary>Below this total of a year no form is due (Instructions for Forms 1099-R and 5498).</summary>
    private const decimal FilingFloor = 10m;

    private const int FirstRothYear = 2006;

    /// <summary>Checks each form and all together, which must be all the forms of their payers and tax year.</summary>
    public static CheckedReturns Check(IReadOnlyList<InformationReturn> returns)
    {
        var belowFloor = BelowFloor(returns);
        var repeated = returns
            .CountBy(r => (r.Payer.Ein, r.AccountNumber))
            .Where(group => group.Value > 1)
            .Select(group => group.Key)
            .ToHashSet();
        var ready = new List<InformationReturn>();
        var findings = new List<FormFinding>();
        foreach (var r in returns)
        {
            var said = belowFloor.Contains(RecipientOf(r))
                ? [Floor(r)]
                : AllOf(r).Concat(AccountNumber(r, repeated.Contains((r.Payer.Ein, r.AccountNumber)))).ToList();
            findings.AddRange(said);
            if (said.TrueForAll(finding => finding.Severity == Severity.Warning))
                ready.Add(r);
        }

        return new(ready, findings);
    }

    private static IEnumerable<FormFinding> AllOf(InformationReturn r) =>
        Amounts(r).Concat(Codes(r)).Concat(Roth(r)).Concat(Withholding(r)).Concat(TaxYear(r)).Concat(Recipient(r));

    private static IEnumerable<FormFinding> Amounts(InformationReturn r)
    {
        var form = r.Form;
        foreach (
            var (box, amount) in new[] { ("1", form.Box1), ("2a", form.Box2a), ("4", form.Box4), ("5", form.Box5) }
        )
        {
            if (amount < 0m || !Cents.IsWhole(amount))
                yield return Error(r, "V01", $"{amount} in box {box}", "whole cents, not below zero");
        }

        if (form.Box2a > form.Box1)
            yield return Error(r, "V01", $"{form.Box2a} in box 2a", $"at most {form.Box1}, which is box 1");
        else if (IsFreeOfTax(form) ? form.Box5 > form.Box1 : form.Box2a + form.Box5 != form.Box1)
            yield return Error(
                r,
                "V01",
                $"{form.Box2a} in box 2a and {form.Box5} in box 5",
                $"a sum of {form.Box1}, which is box 1"
            );
    }

    // A direct rollover, or a qualified distribution from a designated Roth account; a deemed distribution never is one
    // (26 CFR 1.402A-1 A-11), so its earnings are taxed and the sum must hold (V06).
    private static bool IsFreeOfTax(Form1099RData form) =>
        form.Box2a == 0m
        && (
            form.Box7.Contains('G') || form.Box7.Contains('H') || (form.Box7.Contains('B') && !form.Box7.Contains('L'))
        );

    private static IEnumerable<FormFinding> Codes(InformationReturn r)
    {
        var box7 = r.Form.Box7;
        if (!DistributionCodes.Accepts(box7))
            yield return Error(r, "V02", $"'{box7}' in box 7", DistributionCodes.Expected(box7));
        if (box7.Contains('L') && box7.Contains('M'))
            yield return Error(
                r,
                "V03",
                "codes L and M together",
                "L for a deemed distribution or M for an offset, never both"
            );
        if (r.Form.Loan is null && (box7.Contains('L') || box7.Contains('M')))
            yield return Error(r, "V03", $"'{box7}' in box 7 without a loan", "a loan, which codes L and M are about");
    }

    private static IEnumerable<FormFinding> Roth(InformationReturn r)
    {
        var (form, isRoth) = (r.Form, r.Form.Box7.Contains('B') || r.Form.Box7.Contains('H'));
        if (isRoth && form.Box11 is null)
            yield return Warning(r, "V05", "an empty box 11", "the first year of the designated Roth contributions");
        if (!isRoth && form.Box11 is not null)
            yield return Error(
                r,
                "V05",
                $"{form.Box11} in box 11 with '{form.Box7}' in box 7",
                "an empty box 11, or code B or H"
            );
        if (isRoth && form.Box11 is { } year && (year < FirstRothYear || year > form.TaxYear))
            yield return Error(r, "V05", $"{year} in box 11", $"a year from {FirstRothYear} to {form.TaxYear}");
    }

    // Tax is withheld from a deemed distribution only where money left the plan with it (26 CFR 1.72(p)-1 A-15). The
    // form does not show that, so a person looks.
    private static IEnumerable<FormFinding> Withholding(InformationReturn r)
    {
        var form = r.Form;
        if (form.Box4 > form.Box1)
            yield return Error(r, "V07", $"{form.Box4} in box 4", $"at most {form.Box1}, which is box 1");
        else if (form.Box4 > 0m && form.Box7.Contains('L'))
            yield return Warning(
                r,
                "V07",
                $"{form.Box4} in box 4 of a deemed distribution",
                "0.00 unless money was paid with it"
            );
    }

    // A default corrected under Rev. Proc. 2021-30 may be reported in the year of the correction and keeps its own day.
    private static IEnumerable<FormFinding> TaxYear(InformationReturn r)
    {
        var form = r.Form;
        var reportedLater =
            form.TaxYear > form.On.Year && form.Authority.Contains("Rev. Proc. 2021-30", StringComparison.Ordinal);
        if (form.TaxYear != form.On.Year && !reportedLater)
            yield return Error(
                r,
                "V10",
                $"tax year {form.TaxYear} for {form.On:yyyy-MM-dd}",
                $"tax year {form.On.Year}"
            );
    }

    private static IEnumerable<FormFinding> Recipient(InformationReturn r)
    {
        if (r.Recipient is not { } person)
        {
            yield return Error(r, "V17", "no personal data", "the recipient's name, address and taxpayer number");
            yield break;
        }

        if (string.IsNullOrWhiteSpace(person.TaxpayerNumber))
            yield return Warning(r, "V17", "no taxpayer number; blanks are filed", "nine digits");
        else if (!IsDigits(person.TaxpayerNumber, 9))
            yield return Error(
                r,
                "V17",
                $"a taxpayer number of {person.TaxpayerNumber.Length} characters",
                "nine digits, or none"
            );
        if (string.IsNullOrWhiteSpace(person.Name))
            yield return Error(r, "V17", "no name", "the recipient's name");
        if (!IsComplete(person.Address))
            yield return Error(
                r,
                "V17",
                "an incomplete address",
                "street and city, in the United States also two letters of a state and a zip of 5 or 9 digits"
            );
    }

    private static bool IsComplete(PostalAddress address) =>
        !string.IsNullOrWhiteSpace(address.Street)
        && !string.IsNullOrWhiteSpace(address.City)
        && (
            address.IsForeign()
            || (
                address.State.Length == 2
                && address.State.All(char.IsAsciiLetter)
                && (IsDigits(address.Zip, 5) || IsDigits(address.Zip, 9))
            )
        );

    private static IEnumerable<FormFinding> AccountNumber(InformationReturn r, bool isRepeated)
    {
        if (isRepeated)
            yield return Error(
                r,
                "V09",
                $"account number {r.AccountNumber} on more than one form",
                "one form per account number"
            );
        if (r.AccountNumber.Length is 0 or > 20 || !r.AccountNumber.All(char.IsAsciiLetterOrDigit))
            yield return Error(
                r,
                "V09",
                $"an account number of {r.AccountNumber.Length} characters",
                "1 to 20 letters and digits"
            );
        else if (
            r.Recipient is { TaxpayerNumber: { Length: 9 } tin }
            && r.AccountNumber.Contains(tin, StringComparison.Ordinal)
        )
            yield return Error(
                r,
                "V09",
                "the recipient's taxpayer number in the account number",
                "a number that tells nothing about the recipient"
            );
    }

    // Withheld tax is reported whatever the amount, or the recipient could not claim it.
    private static HashSet<(string, string, int)> BelowFloor(IReadOnlyList<InformationReturn> returns) =>
        returns
            .GroupBy(RecipientOf)
            .Where(forms => forms.Sum(r => r.Form.Box1) is >= 0m and < FilingFloor && forms.All(r => r.Form.Box4 == 0m))
            .Select(forms => forms.Key)
            .ToHashSet();

    private static (string Ein, string Recipient, int TaxYear) RecipientOf(InformationReturn r) =>
        (
            r.Payer.Ein,
            r.Recipient is { TaxpayerNumber: { Length: 9 } tin } ? tin : $"{r.Form.Plan}/{r.Form.Participant}",
            r.Form.TaxYear
        );

    private static FormFinding Floor(InformationReturn r) =>
        Finding(
            r,
            "V16",
            Severity.Note,
            $"{r.Form.Box1} in box 1, with the year's total below {FilingFloor}",
            "no form"
        );

    private static bool IsDigits(string text, int length) => text.Length == length && text.All(char.IsAsciiDigit);

    private static FormFinding Error(InformationReturn r, string check, string found, string expected) =>
        Finding(r, check, Severity.Error, found, expected);

    private static FormFinding Warning(InformationReturn r, string check, string found, string expected) =>
        Finding(r, check, Severity.Warning, found, expected);

    private static FormFinding Finding(
        InformationReturn r,
        string check,
        Severity severity,
        string found,
        string expected
    ) => new(check, severity, r.Form.Plan, r.Form.Participant, r.Form.Loan, found, expected);
}
