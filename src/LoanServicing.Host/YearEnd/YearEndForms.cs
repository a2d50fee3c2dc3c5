using LoanServicing.Domain.Participants;
using LoanServicing.Domain.PersonalData;
using LoanServicing.Domain.Regulation.Form1099R;
using LoanServicing.Host.CommandLine;
using LoanServicing.Postgres.PersonalData;
using LoanServicing.Postgres.ReadModels;
using LoanServicing.Postgres.Recording;
using LoanServicing.TaxForms;

namespace LoanServicing.Host.YearEnd;

/// <summary>The Forms 1099-R of a tax year, with the names and addresses that they go to.</summary>
internal sealed class YearEndForms(LogSession session, PersonalDataStore people)
{
    private const int AccountsPerRound = 2_000;

    public async Task<CheckedReturns> DetermineAsync(int year, IProgress<long> progress, CancellationToken cancellation)
    {
        var returns = new List<InformationReturn>();
        foreach (var plan in await LoanDirectory.PlansAsync(session, cancellation))
        {
            var forms = await FormsAsync(plan, year, progress, cancellation);
            if (forms.Count == 0)
                continue;
            var payer = await people.PayerAsync(session, plan, cancellation)
                ?? throw new RefusedException($"plan {plan} has forms and no payer, expected one imported with the fact \"payer\"");
            var recipients = await people.PeopleAsync(session, plan, [.. forms.Select(form => form.Participant).Distinct()], cancellation);
            var numbers = AccountNumbers.Assign(forms);
            returns.AddRange(forms.Select((form, i) => new InformationReturn(form, payer, recipients.GetValueOrDefault(form.Participant), numbers[i])));
        }

        return FormChecks.Check(returns);
    }

    private async Task<List<Form1099RData>> FormsAsync(string plan, int year, IProgress<long> progress, CancellationToken cancellation)
    {
        var state = await PlanReader.ReadAsync(session, plan, cancellation);
        var forms = new List<Form1099RData>();
        foreach (var round in (await LoanDirectory.TaxedAsync(session, plan, year, cancellation)).Chunk(AccountsPerRound))
        {
            var accounts = await AccountReader.ReadAsync(session, state, round, cancellation);
            foreach (var participant in round)
                forms.AddRange(AccountTax.Of(accounts[participant].History, new(year, 12, 31)).Forms.Where(form => form.TaxYear == year));
            progress.Report(forms.Count);
        }

        return forms;
    }
}
