using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Store.ReadModels;
using LoanServicing.Store.Recording;
using Npgsql;

namespace LoanServicing.Store.Verification;

/// <summary>Works out the basis of the accounts that may have one, each from its whole record: few do.</summary>
internal static class AccountBasisReplay
{
    /// <summary>
    /// Whether the account's own events may give it basis: basis that was stated or attributed, or a distribution that recovers some. Without that, only money
    /// that came in on a loan after a deemed distribution does.
    /// </summary>
    public static bool MayGiveBasis(ParticipantState state) => state.Movements != AccountMovements.None || state.Valuations.Any(valuation => valuation.AfterTaxBasis is not null);

    /// <summary>Whether a loan's may: a deemed distribution with a payment on its day or after it, or one held until then, or one of before a takeover.</summary>
    public static bool MayGiveBasis(IReadOnlyList<LoanEvent> loan)
    {
        DateOnly? deemedOn = null;
        foreach (var e in loan)
        {
            if (e is TakenOver)
                return true;
            if (e is DeemedDistributed && (deemedOn is null || e.On < deemedOn))
                deemedOn = e.On;
        }

        if (deemedOn is null)
            return false;
        foreach (var e in loan)
        {
            if (e is InstallmentPaid paid && (e.On >= deemedOn || paid.Hold == true))
                return true;
        }

        return false;
    }

    /// <summary>What the log makes of each account.</summary>
    public static async Task<IReadOnlyDictionary<string, ReplayedBasis>> OfAsync(
        NpgsqlConnection connection, Tenant tenant, ReplayedPlan plan, IReadOnlyCollection<string> participants, CancellationToken cancellation) =>
        (await AccountPortions.ReadAsync(connection, tenant, plan, participants, cancellation))
            .ToDictionary(account => account.Key, account => account.Value.Account is { } recorded ? Of(recorded) : new(0m, 0m, account.Value.Problem));

    /// <summary>The basis that the rows of the accounts have.</summary>
    public static async Task<IReadOnlyDictionary<string, ReplayedBasis>> StoredAsync(
        NpgsqlConnection connection, Tenant tenant, string plan, string[] participants, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select participant, repaid_after_deemed, investment_in_contract from participant where tenant_id = $1 and plan = $2 and participant = any ($3)", connection)
        {
            Parameters = { new() { Value = tenant.Stored }, new() { Value = plan }, new() { Value = participants } },
        };
        var stored = new Dictionary<string, ReplayedBasis>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            stored.Add(row.GetString(0), new(row.GetDecimal(1), row.GetDecimal(2)));
        return stored;
    }

    private static ReplayedBasis Of(RecordedAccount account)
    {
        try
        {
            var tax = AccountTax.Of(account.History, DateOnly.MaxValue);
            return new(tax.RepaidAfterDeemed, tax.InvestmentInContract);
        }
        catch (Exception impossible) when (PartReplay.DoesNotFollow(impossible))
        {
            return new(0m, 0m, impossible.Message);
        }
    }
}

/// <summary>An account's basis as a row shows it.</summary>
/// <param name="Problem">Why it cannot be worked out; null where it was.</param>
internal sealed record ReplayedBasis(decimal RepaidAfterDeemed, decimal InvestmentInContract, string? Problem = null)
{
    /// <summary>What a stored row says otherwise, in words; null where it says the same.</summary>
    public string? Differs(ReplayedBasis stored)
    {
        var otherwise = new List<string>();
        if (stored.RepaidAfterDeemed != RepaidAfterDeemed)
            otherwise.Add($"repaid_after_deemed {stored.RepaidAfterDeemed:0.00} instead of {RepaidAfterDeemed:0.00}");
        if (stored.InvestmentInContract != InvestmentInContract)
            otherwise.Add($"investment_in_contract {stored.InvestmentInContract:0.00} instead of {InvestmentInContract:0.00}");
        return otherwise.Count == 0 ? null : string.Join(", ", otherwise);
    }
}
