using LoanServicing.Domain.PersonalData;
using LoanServicing.Store.PersonalData;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Operations.RecordingFacts;

/// <summary>The persons, payers and the transmitter of a file, who are kept apart from the events.</summary>
internal static class ImportedPeople
{
    public static async Task SaveAsync(
        ImportFile file,
        List<ImportLine> lines,
        Recording recording,
        PersonalDataStore people,
        CancellationToken cancellation
    )
    {
        try
        {
            await people.SaveAsync(recording, [.. lines.Select(line => line.Person).OfType<Person>()], cancellation);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new RefusedException(
                $"{file.Name}: a taxpayer number belongs to two participants of one plan, "
                    + "expected one number for each"
            );
        }

        foreach (var line in lines)
        {
            if (line.Payer is { } payer)
                await people.SaveAsync(recording, payer, cancellation);
            if (line.Transmitter is { } transmitter)
                await people.SaveAsync(recording, transmitter, cancellation);
        }
    }
}
