using System.Security.Cryptography;
using Npgsql;

namespace LoanServicing.Store.PersonalData;

/// <summary>Which key the personal data of a database is under, and that no other one is used on it.</summary>
public static class KeyOfDatabase
{
    /// <summary>The fingerprint of the key; null where nothing was kept under one yet.</summary>
    public static async Task<string?> FingerprintAsync(LoansDatabase database, CancellationToken cancellation = default)
    {
        await using var command = database.App.CreateCommand("select fingerprint from personal_data_key");
        return (string?)await command.ExecuteScalarAsync(cancellation);
    }

    /// <summary>
    /// Lets the key pass if it is the database's; the first one becomes that, if it opens what may be there already.
    /// </summary>
    /// <param name="source">Where the key comes from, for people.</param>
    /// <exception cref="WrongKeyException">The data is under another key. Nothing has been written.</exception>
    public static async Task CheckAsync(
        LoansDatabase database,
        PersonalDataKey key,
        string source,
        CancellationToken cancellation = default
    )
    {
        var known = await FingerprintAsync(database, cancellation);
        if (known == key.Fingerprint)
            return;
        if (known is not null)
            throw new WrongKeyException(
                $"{source}: found the personal-data key {key.Fingerprint}, expected {known}, which the data in the "
                    + "database is under; nothing was done"
            );
        if (!await OpensWhatIsThereAsync(database, key, cancellation))
            throw new WrongKeyException(
                $"{source}: found the personal-data key {key.Fingerprint}, which does not open the personal data in "
                    + "the database; nothing was done"
            );
        await using var insert = database.App.CreateCommand(
            "insert into personal_data_key (fingerprint) values ($1) on conflict do nothing"
        );
        insert.Parameters.Add(new() { Value = key.Fingerprint });
        await insert.ExecuteNonQueryAsync(cancellation);
        // Of two that come first at once one was the first.
        if (await FingerprintAsync(database, cancellation) is { } first && first != key.Fingerprint)
            throw new WrongKeyException(
                $"{source}: found the personal-data key {key.Fingerprint}, expected {first}, which the data in the "
                    + "database is under; nothing was done"
            );
    }

    // A database of an earlier version does not say which key it is under. One row of any tenant will do: a person
    // where there is one, as all of them can have been erased.
    private static async Task<bool> OpensWhatIsThereAsync(
        LoansDatabase database,
        PersonalDataKey key,
        CancellationToken cancellation
    )
    {
        await using var command = database.Owner.CreateCommand(
            """
            select kind, tenant_id, plan, participant, remittance, piece, sealed from (
              (select 1 as kind, tenant_id, plan, participant, null::uuid as remittance, 0 as piece, sealed from person limit 1) union all
              (select 2, tenant_id, plan, '', null, 0, sealed from payer limit 1) union all
              (select 3, tenant_id, '', '', null, 0, sealed from transmitter limit 1) union all
              (select 4, tenant_id, '', '', remittance, piece, sealed from remittance_source limit 1)) known
            order by kind limit 1
            """
        );
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return !await row.ReadAsync(cancellation) || Opens(key, row.GetFieldValue<byte[]>(6), ContextOf(row));
    }

    private static string ContextOf(NpgsqlDataReader row)
    {
        var tenant = Transactions.Tenant.OfStored(row.GetString(1));
        return row.GetInt32(0) switch
        {
            1 => PersonalDataStore.PersonContext(tenant, row.GetString(2), row.GetString(3)),
            2 => PersonalDataStore.PayerContext(tenant, row.GetString(2)),
            3 => PersonalDataStore.TransmitterContext(tenant),
            _ => PersonalDataStore.SourceContext(tenant, row.GetGuid(4), row.GetInt32(5)),
        };
    }

    private static bool Opens(PersonalDataKey key, byte[] box, string context)
    {
        try
        {
            key.Open(box, context);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

/// <summary>
/// The key at hand is not the one that the database's personal data is under. The message names both.
/// </summary>
public sealed class WrongKeyException(string message) : Exception(message);
