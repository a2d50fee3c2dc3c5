using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Money;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Recording;
using Npgsql;
using NpgsqlTypes;
using static LoanServicing.Store.Recording.Column<LoanServicing.Store.Recording.LoanRecord>;

namespace LoanServicing.Store.ReadModels;

/// <summary>The loan as a row: terms, position and arrears, enough to decide the next fact without its history.</summary>
public static class LoanRows
{
    /// <summary>What never changes once the loan is made.</summary>
    private static readonly Column<LoanRecord>[] Terms =
    [
        Of("plan", NpgsqlDbType.Varchar, r => r.State!.Plan),
        Of("participant", NpgsqlDbType.Varchar, r => r.State!.Participant),
        Of("loan", NpgsqlDbType.Varchar, r => r.State!.Loan),
        Of("made_on", NpgsqlDbType.Date, r => r.State!.Terms.MadeOn),
        Of("amount", NpgsqlDbType.Numeric, r => r.State!.Terms.Amount),
        Of("annual_rate", NpgsqlDbType.Numeric, r => r.State!.Terms.AnnualRate),
        Of("frequency", NpgsqlDbType.Varchar, r => r.State!.Terms.Frequency.ToString()),
        Of("installments", NpgsqlDbType.Integer, r => r.State!.Terms.Installments),
        Of("first_due", NpgsqlDbType.Date, r => r.State!.Terms.FirstDue),
        Of("final_due", NpgsqlDbType.Date, r => r.State!.Terms.FinalDue),
        Of("purpose", NpgsqlDbType.Varchar, r => r.State!.Terms.Purpose.ToString()),
        Of("due_days", NpgsqlDbType.Jsonb, r => Json(r.State!.Terms.SemimonthlyDays)),
        Of("schedule", NpgsqlDbType.Jsonb, r => Json(r.State!.Terms.Steps)),
        Of("installment", NpgsqlDbType.Numeric, r => r.State!.Terms.LevelInstallment),
    ];

    private static readonly Column<LoanRecord>[] Standing =
    [
        Key("loan_id", NpgsqlDbType.Uuid, r => r.Stream),
        Of("principal", NpgsqlDbType.Numeric, r => r.State!.Position.Principal),
        Of("interest_due", NpgsqlDbType.Numeric, r => r.State!.Position.InterestDue),
        Of("periods_ended", NpgsqlDbType.Integer, r => r.State!.Position.PeriodsEnded),
        // A takeover leaves more places than the column has.
        Of("balance_days", NpgsqlDbType.Numeric, r => Cents.Round(r.State!.Position.BalanceDays)),
        Of("money_on", NpgsqlDbType.Date, r => r.State!.Position.MoneyOn),
        Of("installments_paid", NpgsqlDbType.Integer, r => r.State!.Position.InstallmentsPaid),
        Of("paid_toward_next", NpgsqlDbType.Numeric, r => r.State!.Position.PaidTowardNext),
        Of("examined", NpgsqlDbType.Integer, r => r.State!.Examined),
        Of("in_order_from", NpgsqlDbType.Date, r => r.State!.InOrderFrom),
        Of("oldest_unpaid_due", NpgsqlDbType.Date, r => r.State!.Position.OldestUnpaidDue(r.State.Schedule)),
        Of("missed", NpgsqlDbType.Integer, r => Arrears.Of(r.State!).Installments),
        Of("arrears", NpgsqlDbType.Numeric, r => Arrears.Of(r.State!).Amount),
        Of("deemed_on", NpgsqlDbType.Date, r => r.State!.Deemed?.On),
        Of("deemed_amount", NpgsqlDbType.Numeric, r => r.State!.Deemed?.Amount),
        Of("deemed_reason", NpgsqlDbType.Varchar, r => r.State!.Deemed?.Reason.ToString()),
        Of("repaid_since", NpgsqlDbType.Numeric, r => r.State!.Deemed?.RepaidSince),
        Of("closed_on", NpgsqlDbType.Date, r => r.State!.Closed?.On),
        Of("closed_by", NpgsqlDbType.Varchar, r => r.State!.Closed?.By.ToString()),
        Of("closed_amount", NpgsqlDbType.Numeric, r => r.State!.Closed?.Amount),
        Of("closed_principal", NpgsqlDbType.Numeric, r => r.State!.Closed?.Principal),
        Of("unusual", NpgsqlDbType.Jsonb, r => Json(UnusualStanding.Of(r.State!))),
        Of("version", NpgsqlDbType.Bigint, r => r.Version),
        Of("head", NpgsqlDbType.Bytea, r => r.Head),
    ];

    public static readonly RowSet<LoanRecord> New = new("loan", [.. Standing, .. Terms]);

    public static readonly RowSet<LoanRecord> Changed = new("loan", Standing);

    internal static readonly string Select = $"select {string.Join(", ", New.Columns.Select(column => column.Name))} from loan";

    /// <summary>Reads a row of <see cref="Select"/>, cell by cell in the order of the columns above.</summary>
    internal static LoanRecord Read(NpgsqlDataReader row)
    {
        var cells = new Cells(row);
        var stream = cells.Next<Guid>();
        var position = new LedgerPosition(
            Principal: cells.Next<decimal>(),
            InterestDue: cells.Next<decimal>(),
            PeriodsEnded: cells.Next<int>(),
            BalanceDays: cells.Next<decimal>(),
            MoneyOn: cells.NextOrNull<DateOnly>(),
            InstallmentsPaid: cells.Next<int>(),
            PaidTowardNext: cells.Next<decimal>());
        var examined = cells.Next<int>();
        var inOrderFrom = cells.Next<DateOnly>();
        cells.Skip(3); // Worked out from the rest.
        var deemed = cells.NextOrNull<DateOnly>() is { } deemedOn
            ? new Deeming(deemedOn, cells.Next<decimal>(), Enum.Parse<DeemingReason>(cells.Next<string>()), cells.Next<decimal>())
            : cells.SkipTo<Deeming>(3);
        var closed = cells.NextOrNull<DateOnly>() is { } closedOn
            ? new Closing(closedOn, Enum.Parse<ClosedBy>(cells.Next<string>()), cells.Next<decimal>(), cells.Next<decimal>())
            : cells.SkipTo<Closing>(3);
        var unusual = cells.NextJson<UnusualStanding>() ?? UnusualStanding.None;
        if (unusual.Discrepancy is { } discrepancy)
            closed = closed! with { Discrepancy = discrepancy };
        var version = cells.Next<long>();
        var head = cells.Next<byte[]>();
        var (plan, participant, loan) = (cells.Next<string>(), cells.Next<string>(), cells.Next<string>());
        var (madeOn, amount, annualRate) = (cells.Next<DateOnly>(), cells.Next<decimal>(), cells.Next<decimal>());
        var (frequency, installments, firstDue) = (Enum.Parse<Frequency>(cells.Next<string>()), cells.Next<int>(), cells.Next<DateOnly>());
        cells.Skip(1); // The final due date follows.
        var purpose = Enum.Parse<LoanPurpose>(cells.Next<string>());
        var dueDays = cells.NextJson<SemimonthlyDays>();
        var steps = cells.NextJson<ScheduleStep[]>();
        var terms = new LoanTerms(madeOn, amount, annualRate, frequency, installments, firstDue, purpose, dueDays, steps, cells.NextOrNull<decimal>());
        return new(stream)
        {
            IsStored = true,
            Version = version,
            Head = head,
            State = new(
                plan, participant, loan, terms, unusual.Schedule ?? terms.Schedule, position with { Held = unusual.Held, Simple = unusual.Simple }, unusual.Part, unusual.PartlyOffset, deemed, closed, examined, inOrderFrom, unusual.IsExempt, unusual.HasSettlement ?? false, version),
        };
    }

    /// <summary>What most loans have nothing of.</summary>
    /// <param name="Schedule">Null while the installments are those agreed at first.</param>
    /// <param name="Discrepancy">Null where what was agreed or moved was what was owed.</param>
    /// <param name="HasSettlement">True, or null for a loan on which nothing was settled.</param>
    private sealed record UnusualStanding(decimal Held, DefaultAccrual Simple, RepaymentSchedule? Schedule, DeemedPart? Part, PartialOffset? PartlyOffset, bool IsExempt, decimal? Discrepancy = null, bool? HasSettlement = null)
    {
        public static readonly UnusualStanding None = new(0m, DefaultAccrual.Compound, null, null, null, false);

        public static UnusualStanding? Of(LoanState loan)
        {
            var changed = !ReferenceEquals(loan.Schedule, loan.Terms.Schedule) && !loan.Schedule.Equals(loan.Terms.Schedule);
            decimal? discrepancy = loan.Closed is { Discrepancy: not 0m } closed ? closed.Discrepancy : null;
            return changed || discrepancy is not null || loan.HasSettlement || loan.Part is not null || loan.PartlyOffset is not null || loan.IsExempt || loan.Position.Held != 0m || loan.Position.Simple != DefaultAccrual.Compound
                ? new(loan.Position.Held, loan.Position.Simple, changed ? loan.Schedule : null, loan.Part, loan.PartlyOffset, loan.IsExempt, discrepancy, loan.HasSettlement ? true : null)
                : null;
        }
    }

    private static string? Json<T>(T? value)
        where T : class => value is null ? null : EventJson.Write(value);
}
