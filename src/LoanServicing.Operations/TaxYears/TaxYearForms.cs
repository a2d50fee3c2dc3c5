using LoanServicing.Domain.Participants;
using LoanServicing.Domain.PersonalData;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Form1099R;
using LoanServicing.Store.PersonalData;
using LoanServicing.Store.ReadModels;
using LoanServicing.Store.Recording;
using LoanServicing.TaxForms;

namespace LoanServicing.Operations.TaxYears;

/// <summary>The Forms 1099-R of a tax year, with the names and addresses that they go to.</summary>
/// <param name="recordedBy">
/// By plan: the time until which what was recorded counts, that moment included. Null for all that is recorded. Names
/// and addresses are those of today.
/// </param>
internal sealed class TaxYearForms(
    LogSession session, PersonalDataStore people, IReadOnlyDictionary<string, DateTimeOffset>? recordedBy)
{
    private const int AccountsPerRound = 2_000;

    public async Task<CheckedReturns> DetermineAsync(int year, IProgress<long> progress, CancellationToken cancellation)
    {
        var returns = new List<InformationReturn>();
        foreach (var plan in await LoanDirectory.PlansAsync(session, cancellation))
        {
            var forms = await FormsAsync(plan, year, progress, cancellation);
            if (forms.Count > 0)
                returns.AddRange(await AddressedAsync(plan, forms, cancellation));
        }

        return FormChecks.Check(returns);
    }

    private async Task<IEnumerable<InformationReturn>> AddressedAsync(
        string plan, List<Form1099RData> forms, CancellationToken cancellation)
    {
        var payer = await people.PayerAsync(session, plan, cancellation) ?? throw new RefusedException(
            $"plan {plan} has forms and no payer, expected one imported with the fact \"payer\"");
        var participants = forms.Select(form => form.Participant).Distinct();
        var recipients = await people.PeopleAsync(session, plan, [.. participants], cancellation);
        var numbers = AccountNumbers.Assign(forms);
        return forms.Select((form, i) =>
            new InformationReturn(form, payer, recipients.GetValueOrDefault(form.Participant), numbers[i]));
    }

    private async Task<List<Form1099RData>> FormsAsync(
        string plan, int year, IProgress<long> progress, CancellationToken cancellation)
    {
        var forms = new List<Form1099RData>();
        // A plan that came after the question was asked has no time in it.
        if (recordedBy is not null && !recordedBy.ContainsKey(plan))
            return forms;
        var time = recordedBy?[plan];
        var state = await PlanReader.ReadAsync(session, plan, cancellation);
        var then = time is null ? state : await PlanAsync(plan, time.Value, cancellation);
        if (then is null)
            return forms;
        var participants = time is null
            ? await LoanDirectory.TaxedAsync(session, plan, year, cancellation)
            : await LoanDirectory.TaxedAsync(session, plan, time.Value, cancellation);
        foreach (var round in participants.Chunk(AccountsPerRound))
        {
            var accounts = await AccountReader.ReadAsync(session, state, round, cancellation);
            var known = round
                .Select(name => time is null ? accounts[name] : accounts[name].AsRecordedBy(time.Value, then))
                .OfType<RecordedAccount>();
            forms.AddRange(known.SelectMany(account =>
                AccountTax.Of(account.History, new(year, 12, 31)).Forms.Where(form => form.TaxYear == year)));
            progress.Report(forms.Count);
        }

        return forms;
    }

    private async Task<PlanState?> PlanAsync(string plan, DateTimeOffset time, CancellationToken cancellation) =>
        (await PlanReader.HistoryAsync(session, plan, cancellation)).AsRecordedBy(time);
}
