using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Regulation.Form1099R;
using Marten.Schema;
using Marten.Schema.Indexing.Unique;

namespace LoanServicing.Store.Documents;

/// <summary>
/// What an account's record means for tax, where it means anything: its basis (26 CFR 1.72(p)-1 A-21) and the Form
/// 1099-R data of each tax year. Most accounts have none of it, and no such document.
/// </summary>
/// <param name="Id">Of the participant's stream.</param>
/// <param name="Forms">Of all years, in effective order.</param>
public sealed record AccountDocument(
    Guid Id,
    string Plan,
    string Participant,
    decimal RepaidAfterDeemed,
    decimal InvestmentInContract,
    IReadOnlyList<Form1099RData> Forms
)
{
    /// <summary>The tax years of <see cref="Forms"/>, in order.</summary>
    public int[] TaxYears => [.. Forms.Select(form => form.TaxYear).Distinct().Order()];

    /// <summary>Null where the record means nothing for tax.</summary>
    public static AccountDocument? Of(Guid id, AccountHistory account)
    {
        var tax = AccountTax.Of(account, DateOnly.MaxValue);
        return tax is { RepaidAfterDeemed: 0m, InvestmentInContract: 0m, Forms.Count: 0 }
            ? null
            : new(
                id,
                account.Participant.Plan,
                account.Participant.Participant,
                tax.RepaidAfterDeemed,
                tax.InvestmentInContract,
                tax.Forms
            );
    }

    public static void ConfigureMarten(DocumentMapping<AccountDocument> mapping)
    {
        mapping.Alias = "account";
        mapping.UniqueIndex(
            UniqueIndexType.DuplicatedField,
            "account_by_name",
            TenancyScope.PerTenant,
            account => account.Plan,
            account => account.Participant
        );
        mapping.DuplicateField(nameof(TaxYears), "integer[]");
    }
}
