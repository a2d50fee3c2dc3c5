using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Regulation.Section402c;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Regulation.Form1099R;

/// <summary>Which Forms 1099-R an account's record requires, and the basis that is left (26 CFR 1.72(p)-1 ).</summary>
/// <param name="Forms">Of all years, in effective order.</param>
/// <param name="RepaidAfterDeemed">All cash repaid on deemed loans so far.</param>
/// <param name="InvestmentInContract">Basis not yet recovered.</param>
public sealed record Form1099RDetermination(IReadOnlyList<Form1099RData> Forms, decimal RepaidAfterDeemed, decimal InvestmentInContract)
{
    public const string CitesOffset = "26 CFR 1.72(p)-1 A-13(b)";

    /// <param name="through">Last effective day counted.</param>
    // Not modelled: cash distributions, rollovers, Roth sources, amounts withheld beyond those that an offset states.
    public static Form1099RDetermination Of(AccountHistory account, DateOnly through)
    {
        var forms = new List<Form1099RData>();
        var deemedOn = new Dictionary<LoanHistory, DateOnly>();
        var stated = account.Participant.Valuations.FirstOrDefault(valuation => valuation.AfterTaxBasis is not null);
        var basis = 0m;
        var repaid = 0m;
        foreach (var (loan, e) in account.Standing.TakeWhile(pair => pair.Event.On <= through))
        {
            TakeStatedBasis(e.On);
            switch (e)
            {
                case InstallmentPaid paid when deemedOn.ContainsKey(loan):
                    repaid += paid.Amount;
                    basis += paid.Amount;
                    break;
                case DeemedDistributed deemed:
                    deemedOn[loan] = deemed.On;
                    Add(loan, deemed.On, deemed.Amount, 0m, DistributionCode.OfDeemed(account.Participant, deemed.On, account.Plan.PolicyOn(deemed.On)), deemed.Cites);
                    break;
                // A loan already deemed was taxed then: its offset is no second distribution (26 CFR 1.72(p)-1 A-19(a)).
                case Offset offset when !deemedOn.ContainsKey(loan):
                    var facts = new LoanOffsetFacts(offset.On, null, account.Participant.SeveredOn, account.Participant.PlanTerminatedOn);
                    var qualified = QualifiedLoanOffset.IsQualified(facts);
                    Add(loan, offset.On, offset.Amount, offset.Withheld, DistributionCode.OfOffset(account.Participant, offset.On, qualified), qualified ? QualifiedLoanOffset.Cites : CitesOffset);
                    break;
            }
        }

        TakeStatedBasis(through);
        return new(forms, repaid, basis);

        // Basis is stated once; from then on this record carries it.
        void TakeStatedBasis(DateOnly day)
        {
            if (stated is null || stated.On > day)
                return;
            basis += stated.AfterTaxBasis!.Value;
            stated = null;
        }

        void Add(LoanHistory loan, DateOnly on, decimal amount, decimal withheld, string code, string cites)
        {
            if (amount == 0m)
                return;
            var recovered = TaxBasis.Recovered(basis, amount, account.VestedWithoutDeemedNotes(on));
            basis -= recovered;
            var state = loan.Folded;
            forms.Add(new(on.Year, on, state.Plan, state.Participant, state.Loan, amount, amount - recovered, withheld, recovered, code, null, cites));
        }
    }
}
