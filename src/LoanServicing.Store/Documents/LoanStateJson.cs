using System.Text.Json;
using System.Text.Json.Serialization;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;

namespace LoanServicing.Store.Documents;

/// <summary>
/// A loan's state as documents hold it: what follows from the rest, and what most loans have nothing of, is left out.
/// </summary>
internal sealed class LoanStateJson : JsonConverter<LoanState>
{
    public override LoanState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<Content>(ref reader, options)!.ToState();

    public override void Write(Utf8JsonWriter writer, LoanState value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, Content.Of(value), options);

    /// <param name="Schedule">Null while the installments are those agreed at first.</param>
    private sealed record Content(
        string Plan,
        string Participant,
        string Loan,
        Terms Terms,
        LedgerPosition Position,
        int Examined,
        DateOnly InOrderFrom,
        long Version,
        RepaymentSchedule? Schedule = null,
        DeemedPart? Part = null,
        PartialOffset? PartlyOffset = null,
        Deeming? Deemed = null,
        Closing? Closed = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsExempt = false,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool HasSettlement = false
    )
    {
        public static Content Of(LoanState loan)
        {
            var changed =
                !ReferenceEquals(loan.Schedule, loan.Terms.Schedule) && !loan.Schedule.Equals(loan.Terms.Schedule);
            return new(
                loan.Plan,
                loan.Participant,
                loan.Loan,
                Terms.Of(loan.Terms),
                loan.Position,
                loan.Examined,
                loan.InOrderFrom,
                loan.Version,
                changed ? loan.Schedule : null,
                loan.Part,
                loan.PartlyOffset,
                loan.Deemed,
                loan.Closed,
                loan.IsExempt,
                loan.HasSettlement
            );
        }

        public LoanState ToState()
        {
            var terms = Terms.ToTerms();
            return new(
                Plan,
                Participant,
                Loan,
                terms,
                Schedule ?? terms.Schedule,
                Position,
                Part,
                PartlyOffset,
                Deemed,
                Closed,
                Examined,
                InOrderFrom,
                IsExempt,
                HasSettlement,
                Version
            );
        }
    }

    private sealed record Terms(
        DateOnly MadeOn,
        decimal Amount,
        decimal AnnualRate,
        Frequency Frequency,
        int Installments,
        DateOnly FirstDue,
        LoanPurpose Purpose,
        SemimonthlyDays? DueDays,
        IReadOnlyList<ScheduleStep>? Steps,
        decimal? LevelInstallment
    )
    {
        public static Terms Of(LoanTerms terms) =>
            new(
                terms.MadeOn,
                terms.Amount,
                terms.AnnualRate,
                terms.Frequency,
                terms.Installments,
                terms.FirstDue,
                terms.Purpose,
                terms.SemimonthlyDays,
                terms.Steps,
                terms.LevelInstallment
            );

        public LoanTerms ToTerms() =>
            new(
                MadeOn,
                Amount,
                AnnualRate,
                Frequency,
                Installments,
                FirstDue,
                Purpose,
                DueDays,
                Steps,
                LevelInstallment
            );
    }
}
