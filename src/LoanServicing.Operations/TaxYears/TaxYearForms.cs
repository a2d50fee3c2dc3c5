using LoanServicing.Domain.Participants;
using LoanServicing.Domain.PersonalData;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Form1099R;
using LoanServicing.Store.Documents;
using LoanServicing.Store.PersonalData;
using LoanServicing.Store.Transactions;
using LoanServicing.TaxForms;

namespace LoanServicing.Operations.TaxYears;

/// <summary>The Forms 1099-R of a tax year, with the names and addresses that they go to.</summary>
/// <param name="recordedBy">
/// By plan: the time until which what was recorded counts, that moment included. Null for all that is recorded. Names
/// and addresses are those of today.
/// </param>
internal sealed class TaxYearForms(
    Inquiry inquiry,
    PersonalDataStore people,
    IReadOnlyDictionary<string, DateTimeOffset>? recordedBy
)
{
    private const int AccountsPerRound = 2_000;

    public async Task<CheckedReturns> DetermineAsync(int year, IProgress<long> progress, CancellationToken cancellation)
    {
        var returns = new List<InformationReturn>();
        foreach (var plan in await LoanDirectory.PlansAsync(inquiry, cancellation))
        {
            var forms = await FormsAsync(plan, year, progress, cancellation);
            if (forms.Count > 0)
                returns.AddRange(await AddressedAsync(plan, forms, cancellation));
        }

        return FormChecks.Check(returns);
    }

    private async Task<IEnumerable<InformationReturn>> AddressedAsync(
        string plan,
        List<Form1099RData> forms,
        CancellationToken cancellation
    )
    {
        var payer =
            await people.PayerAsync(inquiry, plan, cancellation)
            ?? throw new RefusedException(
                $"plan {plan} has forms and no payer, expected one imported with the fact \"payer\""
            );
        var participants = forms.Select(form => form.Participant).Distinct();
        var recipients = await people.PeopleAsync(inquiry, plan, [.. participants], cancellation);
        var numbers = AccountNumbers.Assign(forms);
        return forms.Select(
            (form, i) => new InformationReturn(form, payer, recipients.GetValueOrDefault(form.Participant), numbers[i])
        );
    }

    private async Task<List<Form1099RData>> FormsAsync(
        string plan,
        int year,
        IProgress<long> progress,
        CancellationToken cancellation
    )
    {
        var forms = new List<Form1099RData>();
        // A plan that came after the question was asked has no time in it.
        if (recordedBy is not null && !recordedBy.ContainsKey(plan))
            return forms;
        if (recordedBy is null)
        {
            var accounts = await LoanDirectory.TaxedAsync(inquiry, plan, year, cancellation);
            forms.AddRange(accounts.SelectMany(account => account.Forms).Where(form => form.TaxYear == year));
            progress.Report(forms.Count);
            return forms;
        }

        var time = recordedBy[plan];
        if (await PlanAsync(plan, time, cancellation) is not { } then)
            return forms;
        foreach (
            var round in (await LoanDirectory.TaxedAsync(inquiry, plan, time, cancellation)).Chunk(AccountsPerRound)
        )
        {
            var accounts = await AccountReader.ReadAsync(inquiry, then, round, cancellation);
            forms.AddRange(
                round
                    .Select(name => accounts[name].AsRecordedBy(time, then))
                    .OfType<RecordedAccount>()
                    .SelectMany(account => AccountTax.Of(account.History, DateOnly.MaxValue).Forms)
                    .Where(form => form.TaxYear == year)
            );
            progress.Report(forms.Count);
        }

        return forms;
    }

    private async Task<PlanState?> PlanAsync(string plan, DateTimeOffset time, CancellationToken cancellation) =>
        (await PlanReader.HistoryAsync(inquiry, plan, cancellation)).AsRecordedBy(time);
}
