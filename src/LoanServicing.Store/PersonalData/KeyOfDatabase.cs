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

    /// <summary>Lets the key pass if it is the database's; the first one becomes that, if it opens what may be there already.</summary>
    /// <param name="source">Where the key comes from, for people.</param>
    /// <exception cref="WrongKeyException">The data is under another key. Nothing has been written.</exception>
    public static async Task CheckAsync(LoansDatabase database, PersonalDataKey key, string source, CancellationToken cancellation = default)
    {
        var known = await FingerprintAsync(database, cancellation);
        if (known == key.Fingerprint)
            return;
        if (known is not null)
            throw new WrongKeyException($"{source}: found the personal-data key {key.Fingerprint}, expected {known}, which the data in the database is under; nothing was done");
        if (!await OpensWhatIsThereAsync(database, key, cancellation))
            throw new WrongKeyException($"{source}: found the personal-data key {key.Fingerprint}, which does not open the personal data in the database; nothing was done");
        await using var insert = database.App.CreateCommand("insert into personal_data_key (fingerprint) values ($1) on conflict do nothing");
        insert.Parameters.Add(new() { Value = key.Fingerprint });
        await insert.ExecuteNonQueryAsync(cancellation);
        // Of two that come first at once one was the first.
        if (await FingerprintAsync(database, cancellation) is { } first && first != key.Fingerprint)
            throw new WrongKeyException($"{source}: found the personal-data key {key.Fingerprint}, expected {first}, which the data in the database is under; nothing was done");
    }

    // A database of an earlier version does not say which key it is under. One person of any tenant will do.
    private static async Task<bool> OpensWhatIsThereAsync(LoansDatabase database, PersonalDataKey key, CancellationToken cancellation)
    {
        await using var command = database.Owner.CreateCommand("select tenant_id, plan, participant, sealed from person limit 1");
        await using var row = await command.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation))
            return true;
        try
        {
            key.Open(row.GetFieldValue<byte[]>(3), PersonalDataStore.PersonContext(Transactions.Tenant.OfStored(row.GetString(0)), row.GetString(1), row.GetString(2)));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

/// <summary>The key at hand is not the one that the database's personal data is under. The message names both.</summary>
public sealed class WrongKeyException(string message) : Exception(message);
