using System.Runtime.InteropServices;
using LoanServicing.Payroll.Matching;
using LoanServicing.Payroll.Reading;
using LoanServicing.Store.Documents;
using LoanServicing.Store.PersonalData;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.Ingesting;

/// <summary>Where a line's money is to go: one loan, or several that a sum has to be split over, or suspense.</summary>
/// <param name="Line">Index of the line in the file.</param>
/// <param name="Participant">Null where the taxpayer number is nobody's in the plan.</param>
/// <param name="Loans">More than one only for a sum.</param>
/// <param name="Suspended">Why it cannot be posted; null where it can.</param>
internal readonly record struct MatchedLine(
    int Line,
    string? Participant,
    DirectoryLoan[] Loans,
    SuspenseReason? Suspended
);

/// <summary>
/// Finds the loan of each line of a remittance. Nothing is guessed: what fits no loan, or more than one, is suspended.
/// </summary>
internal sealed class RemittanceMatcher(Recording recording, PersonalDataStore people)
{
    private static readonly DirectoryLoan[] None = [];

    public async Task<MatchedLine[]> MatchAsync(RemittanceFile file, string plan, CancellationToken cancellation)
    {
        var numbers = file.Lines.Select(line => line.TaxpayerNumber.Value).Distinct().ToArray();
        var digits = Array.ConvertAll(numbers, number => new TaxpayerNumber(number).Digits);
        var found = await people.FindAsync(recording, plan, digits, cancellation);
        var participants = new Dictionary<int, string?>(numbers.Length);
        for (var i = 0; i < numbers.Length; i++)
            participants.Add(numbers[i], found[i]);
        var loans = await LoanDirectory.LoansOfAsync(recording, plan, [.. found.OfType<string>()], cancellation);

        var matched = new MatchedLine[file.Lines.Length];
        var seen = new HashSet<(int TaxpayerNumber, LoanReference Loan, decimal Amount)>(file.Lines.Length);
        var lines = ImmutableCollectionsMarshal.AsArray(file.Lines)!;
        for (var i = 0; i < lines.Length; i++)
        {
            ref readonly var line = ref lines[i];
            var participant = participants[line.TaxpayerNumber.Value];
            var repeated = !seen.Add((line.TaxpayerNumber.Value, line.LoanReference, line.Amount));
            matched[i] =
                participant is null ? new(i, null, None, SuspenseReason.ParticipantUnknown)
                : Match(i, line, participant, loans[participant]) is var match && repeated && match.Suspended is null
                    ? match with
                    {
                        Suspended = SuspenseReason.LineRepeated,
                    }
                : match;
        }

        return matched;
    }

    private static MatchedLine Match(
        int index,
        in RemittanceLine line,
        string participant,
        IEnumerable<DirectoryLoan> loans
    )
    {
        switch (line.LoanReference.Kind)
        {
            case LoanReferenceKind.Blank:
                return new(index, participant, None, SuspenseReason.LoanNumberMissing);
            case LoanReferenceKind.Explicit:
                var number = line.LoanReference.Number;
                foreach (var loan in loans)
                {
                    if (int.TryParse(loan.Name, out var name) && name == number)
                        return new(index, participant, [loan], loan.IsOpen ? null : SuspenseReason.LoanNotRepayable);
                }

                return new(index, participant, None, SuspenseReason.LoanUnknown);
            default:
                var all = loans.ToArray();
                var open = all.Length == 1 && all[0].IsOpen ? all : Array.FindAll(all, loan => loan.IsOpen);
                var without = all.Length > 0 ? SuspenseReason.LoanNotRepayable : SuspenseReason.LoanUnknown;
                return new(index, participant, open, open.Length > 0 ? null : without);
        }
    }
}
