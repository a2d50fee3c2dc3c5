using LoanServicing.Domain.Evaluation;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Regulation.Form1099R;
using LoanServicing.Store.Documents;
using LoanServicing.Store.Remittances;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Host.Demonstration;

/// <summary>Asks the log what came out of a year, in the shape in which the generator says what must.</summary>
internal sealed class BookReading(Inquiry session, int year)
{
    private const int AccountsPerRound = 500;

    private readonly DateOnly yearEnd = new(year, 12, 31);
    private readonly List<LoanOutcome> loans = [];
    private readonly List<FormOutcome> forms = [];
    private readonly List<BasisOutcome> basis = [];
    private (bool Repaid, int Events) lifeRank = (false, int.MaxValue);

    /// <summary>The shortest record of a loan that was deemed and repaid since, or of any that was deemed.</summary>
    public LoanOutcome? Life { get; private set; }

    public decimal Lent { get; private set; }

    public decimal PrincipalOutstanding { get; private set; }

    public async Task<BookOutcome> RunAsync(CancellationToken cancellation)
    {
        foreach (var plan in await LoanDirectory.PlansAsync(session, cancellation))
        {
            var state = await PlanReader.ReadAsync(session, plan, cancellation);
            var participants = await LoanDirectory.ParticipantsAsync(session, plan, cancellation);
            foreach (var round in participants.Chunk(AccountsPerRound))
            {
                foreach (var account in (await AccountReader.ReadAsync(session, state, round, cancellation)).Values)
                    Read(account.History);
            }
        }

        return new(loans, await RemittancesAsync(cancellation), forms, basis);
    }

    private void Read(AccountHistory account)
    {
        foreach (var history in account.Loans)
        {
            var report = LoanReporting.Of(history, account, yearEnd)!;
            var loan = history.At(yearEnd, account.Plan)!.Loan;
            Lent += loan.Terms.Amount;
            PrincipalOutstanding += loan.Position.Principal;
            loans.Add(
                new(
                    loan.Plan,
                    loan.Participant,
                    loan.Loan,
                    report.Status,
                    report.Outstanding,
                    history.Stated.Count(stated => stated.Event is Missed),
                    report
                        .DeemedDistributions.Select(deemed => new DatedAmount(deemed.On, deemed.Amount))
                        .FirstOrDefault(),
                    report.Offsets.Select(offset => new DatedAmount(offset.On, offset.Amount)).FirstOrDefault(),
                    history.Folded.Deemed?.RepaidSince ?? 0m
                )
            );
            Consider(loans[^1], history.Standing(account.Plan).Count);
        }

        var determined = AccountTax.Of(account, yearEnd);
        forms.AddRange(
            determined
                .Forms.Where(form => form.TaxYear == yearEnd.Year)
                .Select(form => new FormOutcome(
                    form.Plan,
                    form.Participant,
                    form.Loan!,
                    form.On,
                    form.Box1,
                    form.Box2a,
                    form.Box4,
                    form.Box5,
                    form.Box7
                ))
        );
        if (determined.RepaidAfterDeemed != 0m || determined.InvestmentInContract != 0m)
        {
            basis.Add(
                new(
                    account.Participant.Plan,
                    account.Participant.Participant,
                    determined.RepaidAfterDeemed,
                    determined.InvestmentInContract
                )
            );
        }
    }

    private void Consider(LoanOutcome loan, int events)
    {
        var rank = (Repaid: loan.RepaidAfterDeemed > 0m, Events: events);
        if (loan.Deemed is null || (rank.Repaid, -rank.Events).CompareTo((lifeRank.Repaid, -lifeRank.Events)) <= 0)
            return;
        (Life, lifeRank) = (loan, rank);
    }

    private async Task<List<RemittanceOutcome>> RemittancesAsync(CancellationToken cancellation)
    {
        var suspended = (await RemittanceReader.ReadSuspenseAsync(session, cancellation)).ToLookup(item =>
            item.Row.Remittance
        );
        return
        [
            .. (await RemittanceReader.ReadAsync(session, cancellation)).Select(row => new RemittanceOutcome(
                $"payroll/{row.FileName}",
                row.Plan,
                row.PayDate,
                row.Lines,
                row.Total,
                row.Posted,
                row.PostedTotal,
                new(
                    suspended[row.Id]
                        .GroupBy(item => item.Row.Reason)
                        .ToDictionary(group => group.Key, group => group.Count()),
                    StringComparer.Ordinal
                )
            )),
        ];
    }
}
