using System.Text.Json;
using LoanServicing.Domain;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// Reads the events that a log holds most of, without reflection. It knows the usual members and their usual form only:
/// where it meets anything else it gives up, and the general reader decides whether that is an event.
/// </summary>
internal static class FrequentEvents
{
    /// <summary>Null where it gives up.</summary>
    public static object? TryRead(Type type, ReadOnlySpan<byte> data)
    {
        var json = new FlatJson(data);
        object? e =
            type == typeof(InstallmentPaid) ? InstallmentPaid(ref json)
            : type == typeof(Missed) ? Missed(ref json)
            : type == typeof(Originated) ? Originated(ref json)
            : type == typeof(ParticipantEnrolled) ? ParticipantEnrolled(ref json)
            : type == typeof(AccountValued) ? AccountValued(ref json)
            : null;
        return json.IsUsual ? e : null;
    }

    private static InstallmentPaid? InstallmentPaid(ref FlatJson json)
    {
        var (on, amount) = (default(DateOnly), 0m);
        (DateOnly? withheldOn, DateOnly? receivedOn, bool? hold, bool? excessFirst, bool? toPrincipal, Source? source) =
            (null, null, null, null, null, null);
        while (json.NextMember())
        {
            if (json.Is("On"u8))
                on = json.Date();
            else if (json.Is("Amount"u8))
                amount = json.Decimal();
            else if (json.Is("Source"u8))
                source = SourceOf(ref json);
            else if (json.Is("WithheldOn"u8))
                withheldOn = json.Date();
            else if (json.Is("ReceivedOn"u8))
                receivedOn = json.Date();
            else if (json.Is("Hold"u8))
                hold = json.Bool();
            else if (json.Is("ExcessFirst"u8))
                excessFirst = json.Bool();
            else if (json.Is("ToPrincipal"u8))
                toPrincipal = json.Bool();
            else
                return null;
        }

        return source is null ? null : new(on, amount, withheldOn, source, hold, excessFirst, receivedOn, toPrincipal);
    }

    private static Missed? Missed(ref FlatJson json)
    {
        var (on, installment, cureEnds) = (default(DateOnly), 0, default(DateOnly));
        (string? cites, Source? source) = (null, null);
        while (json.NextMember())
        {
            if (json.Is("On"u8))
                on = json.Date();
            else if (json.Is("Cites"u8))
                cites = json.Text();
            else if (json.Is("Source"u8))
                source = SourceOf(ref json);
            else if (json.Is("CureEnds"u8))
                cureEnds = json.Date();
            else if (json.Is("Installment"u8))
                installment = json.Int();
            else
                return null;
        }

        return source is null ? null : new(on, installment, cureEnds, cites!, source);
    }

    private static Originated? Originated(ref FlatJson json)
    {
        var (on, firstDue, amount, rate, installments, agreement) = (
            default(DateOnly),
            default(DateOnly),
            0m,
            0m,
            0,
            false
        );
        var (frequency, purpose) = (default(Frequency), default(LoanPurpose));
        (string? plan, string? participant, string? loan, Source? source, BorrowingFigures? borrowing) = (
            null,
            null,
            null,
            null,
            null
        );
        while (json.NextMember())
        {
            if (json.Is("On"u8))
                on = json.Date();
            else if (json.Is("Loan"u8))
                loan = json.Text();
            else if (json.Is("Plan"u8))
                plan = json.Text();
            else if (json.Is("Amount"u8))
                amount = json.Decimal();
            else if (json.Is("Source"u8))
                source = SourceOf(ref json);
            else if (json.Is("Purpose"u8))
                purpose = json.Named<LoanPurpose>();
            else if (json.Is("FirstDue"u8))
                firstDue = json.Date();
            else if (json.Is("Agreement"u8))
                agreement = json.Bool();
            else if (json.Is("Borrowing"u8))
                borrowing = BorrowingOf(ref json);
            else if (json.Is("Frequency"u8))
                frequency = json.Named<Frequency>();
            else if (json.Is("AnnualRate"u8))
                rate = json.Decimal();
            else if (json.Is("Participant"u8))
                participant = json.Text();
            else if (json.Is("Installments"u8))
                installments = json.Int();
            else
                return null;
        }

        return source is null
            ? null
            : new(
                on,
                plan!,
                participant!,
                loan!,
                amount,
                rate,
                frequency,
                installments,
                firstDue,
                purpose,
                agreement,
                null,
                null,
                null,
                null,
                borrowing,
                null,
                source
            );
    }

    private static ParticipantEnrolled? ParticipantEnrolled(ref FlatJson json)
    {
        var (on, birthDate) = (default(DateOnly), default(DateOnly));
        (string? plan, string? participant, Source? source) = (null, null, null);
        while (json.NextMember())
        {
            if (json.Is("On"u8))
                on = json.Date();
            else if (json.Is("Plan"u8))
                plan = json.Text();
            else if (json.Is("Source"u8))
                source = SourceOf(ref json);
            else if (json.Is("BirthDate"u8))
                birthDate = json.Date();
            else if (json.Is("Participant"u8))
                participant = json.Text();
            else
                return null;
        }

        return source is null ? null : new(on, plan!, participant!, birthDate, source);
    }

    private static AccountValued? AccountValued(ref FlatJson json)
    {
        var (on, vested) = (default(DateOnly), 0m);
        (decimal? basis, Source? source) = (null, null);
        while (json.NextMember())
        {
            if (json.Is("On"u8))
                on = json.Date();
            else if (json.Is("Source"u8))
                source = SourceOf(ref json);
            else if (json.Is("Vested"u8))
                vested = json.Decimal();
            else if (json.Is("AfterTaxBasis"u8))
                basis = json.Decimal();
            else
                return null;
        }

        return source is null ? null : new(on, vested, basis, source);
    }

    private static BorrowingFigures BorrowingOf(ref FlatJson json)
    {
        var (highest, outstanding, deemed, loans) = (0m, 0m, false, 0);
        decimal? vested = null;
        json.Enter();
        while (json.NextMember())
        {
            if (json.Is("Loans"u8))
                loans = json.Int();
            else if (json.Is("Vested"u8))
                vested = json.Decimal();
            else if (json.Is("Outstanding"u8))
                outstanding = json.Decimal();
            else if (json.Is("HighestPriorYear"u8))
                highest = json.Decimal();
            else if (json.Is("DeemedLoanUnrepaid"u8))
                deemed = json.Bool();
            else
                json.GiveUp();
        }

        return new(highest, outstanding, vested, deemed, loans);
    }

    private static Source SourceOf(ref FlatJson json)
    {
        (Guid? remittance, string? import, string? message, DateOnly? closing, int? line) = (
            null,
            null,
            null,
            null,
            null
        );
        json.Enter();
        while (json.NextMember())
        {
            if (json.Is("Line"u8))
                line = json.Int();
            else if (json.Is("Remittance"u8))
                remittance = json.Uuid();
            else if (json.Is("Import"u8))
                import = json.Text();
            else if (json.Is("Message"u8))
                message = json.Text();
            else if (json.Is("Closing"u8))
                closing = json.Date();
            else
                json.GiveUp();
        }

        return new(remittance, import, message, closing, line);
    }
}
