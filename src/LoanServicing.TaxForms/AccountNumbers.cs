using System.Security.Cryptography;
using System.Text;
using LoanServicing.Domain.Regulation.Form1099R;

namespace LoanServicing.TaxForms;

/// <summary>
/// Account numbers of Forms 1099-R: derived from what a form is about, so that they are the same in every run.
/// </summary>
public static class AccountNumbers
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Length = 16;

    /// <summary>
    /// One number per form, in the order of <paramref name="forms"/>, which must be all forms that a payer's file
    /// holds. Forms of the same loan, day and source (Roth or not) are told apart by their order.
    /// </summary>
    /// <exception cref="InvalidOperationException">Two different forms came to the same number.</exception>
    public static IReadOnlyList<string> Assign(IReadOnlyList<Form1099RData> forms)
    {
        var sequences = new Dictionary<string, int>();
        var keyOf = new Dictionary<string, string>();
        return forms
            .Select(form =>
            {
                var subject = Subject(form);
                sequences[subject] = sequences.GetValueOrDefault(subject) + 1;
                var key = $"{subject}\n{sequences[subject]}";
                var number = Number(key);
                return keyOf.TryAdd(number, key)
                    ? number
                    : throw new InvalidOperationException(
                        $"Account number {number} came out twice, for {keyOf[number]} and {key}; expected one form each."
                    );
            })
            .ToList();
    }

    // A loan's form is corrected most often in its code (L to M, 1 to 7), and a correction keeps the number: of a
    // loan's codes only the source counts. Cash and its direct rollover leave on one day and are told apart by their
    // codes.
    private static string Subject(Form1099RData form)
    {
        var kind =
            form.Loan is null ? DistributionCodes.AsPrinted(form.Box7)
            : form.Box7.Contains('B') ? "roth"
            : "pretax";
        return string.Join('\n', form.Plan, form.Participant, form.Loan, form.On.ToString("yyyy-MM-dd"), kind);
    }

    private static string Number(string key)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return string.Create(
            Length,
            bytes,
            static (digits, hash) =>
            {
                for (var i = 0; i < digits.Length; i++)
                {
                    var bit = i * 5;
                    var pair = (hash[bit / 8] << 8) | hash[(bit / 8) + 1];
                    digits[i] = Base32[(pair >> (11 - (bit % 8))) & 31];
                }
            }
        );
    }
}
