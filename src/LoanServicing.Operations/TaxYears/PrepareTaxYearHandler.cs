using LoanServicing.Domain.PersonalData;
using LoanServicing.Operations.Asking;
using LoanServicing.Store.PersonalData;
using LoanServicing.TaxForms;
using LoanServicing.TaxForms.Csv;
using LoanServicing.TaxForms.Pub1220;

namespace LoanServicing.Operations.TaxYears;

/// <summary>Determines the Forms 1099-R of a tax year, and writes them as they are filed.</summary>
public static class PrepareTaxYearHandler
{
    private const int FirstYear = 1983;
    private const int LastYear = 2100;

    /// <exception cref="RefusedException">It is no tax year.</exception>
    public static void Validate(PrepareTaxYear message)
    {
        if (message.Year is < FirstYear or > LastYear)
        {
            throw RefusedException.Of(
                nameof(message.Year),
                $"found {message.Year}, expected a tax year from {FirstYear} to {LastYear}"
            );
        }
    }

    /// <exception cref="RefusedException">The moment cannot be asked about.</exception>
    public static Task<KnownPlans> LoadAsync(
        PrepareTaxYear message,
        AskingSession ask,
        CancellationToken cancellation
    ) => KnownPlans.ReadAsync(message.Recorded, ask, cancellation);

    /// <param name="known">What <see cref="LoadAsync"/> read.</param>
    /// <param name="progress">Is told how many forms of a plan have been determined.</param>
    /// <exception cref="RefusedException">Forms have no payer.</exception>
    public static async Task<TaxYearPrepared> HandleAsync(
        PrepareTaxYear message,
        KnownPlans known,
        PersonalDataKey key,
        IProgress<long> progress,
        CancellationToken cancellation
    )
    {
        Validate(message);
        var people = new PersonalDataStore(key);
        var forms = await new TaxYearForms(known.Session, people, known.Times).DetermineAsync(
            message.Year,
            progress,
            cancellation
        );
        var transmitter =
            message.Formats.Contains(FormFormat.Pub1220) && forms.Ready.Count > 0
                ? await people.TransmitterAsync(known.Session, cancellation)
                : null;
        return new(message.Year, known.Times, forms, Files(message, forms, transmitter));
    }

    private static IEnumerable<OutputFile> Files(PrepareTaxYear message, CheckedReturns forms, Transmitter? transmitter)
    {
        // What was known then must not lie there under the name of what is known now.
        var name = $"1099r-{message.Year}-preview{message.Recorded?.FileSuffix}";
        if (message.Formats.Contains(FormFormat.Csv))
            yield return new($"{name}.csv", stream => Form1099RCsv.Write(stream, forms.Ready));
        if (!message.Formats.Contains(FormFormat.Pub1220) || forms.Ready.Count == 0)
            yield break;
        var from =
            transmitter
            ?? throw new RefusedException(
                "Pub 1220: found no transmitter, expected one imported with the fact \"transmitter\""
            );
        yield return new($"{name}.pub1220.txt", stream => WritePub1220(stream, from, forms, message.ForState));
    }

    private static void WritePub1220(Stream stream, Transmitter transmitter, CheckedReturns forms, bool forState)
    {
        try
        {
            Pub1220File.Write(stream, transmitter, forms.LeavingOutErrors(), new(ForState: forState));
        }
        catch (FileRefusedException refused)
        {
            throw new RefusedException($"Pub 1220: {refused.Message}");
        }
    }
}
