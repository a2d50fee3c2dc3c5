using LoanServicing.Domain.Participants;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Recording;
using Npgsql;
using NpgsqlTypes;
using static LoanServicing.Store.Recording.Column<LoanServicing.Store.Recording.ParticipantRecord>;

namespace LoanServicing.Store.ReadModels;

/// <summary>The participant's account as a row, with the basis that repayments after a deemed distribution have built up.</summary>
public static class ParticipantRows
{
    public static readonly RowSet<ParticipantRecord> All = new(
        "participant",
        Key("plan", NpgsqlDbType.Varchar, r => r.State!.Plan),
        Key("participant", NpgsqlDbType.Varchar, r => r.State!.Participant),
        Of("stream_id", NpgsqlDbType.Uuid, r => r.Stream),
        Of("birth_date", NpgsqlDbType.Date, r => r.State!.BirthDate),
        Of("valuations", NpgsqlDbType.Jsonb, r => EventJson.Write(r.State!.Valuations.ToArray())),
        Of("movements", NpgsqlDbType.Jsonb, r => r.State!.Movements is var movements && movements == AccountMovements.None ? null : EventJson.Write(movements)),
        Of("severed_on", NpgsqlDbType.Date, r => r.State!.SeveredBy(DateOnly.MaxValue)),
        Of("severances", NpgsqlDbType.Jsonb, r => r.State!.Severances.Count > 1 ? EventJson.Write(r.State!.Severances.ToArray()) : null),
        Of("disabled_on", NpgsqlDbType.Date, r => r.State!.DisabledOn),
        Of("died_on", NpgsqlDbType.Date, r => r.State!.DiedOn),
        Of("plan_terminated_on", NpgsqlDbType.Date, r => r.State!.PlanTerminatedOn),
        Of("repaid_after_deemed", NpgsqlDbType.Numeric, r => r.RepaidAfterDeemed),
        Of("investment_in_contract", NpgsqlDbType.Numeric, r => r.InvestmentInContract),
        Of("version", NpgsqlDbType.Bigint, r => r.Version),
        Of("head", NpgsqlDbType.Bytea, r => r.Head));

    internal static readonly string Select = $"select {string.Join(", ", All.Columns.Select(column => column.Name))} from participant";

    /// <summary>Reads a row of <see cref="Select"/>, cell by cell in the order of the columns above.</summary>
    internal static ParticipantRecord Read(NpgsqlDataReader row)
    {
        var cells = new Cells(row);
        var (plan, participant, stream, birthDate) = (cells.Next<string>(), cells.Next<string>(), cells.Next<Guid>(), cells.Next<DateOnly>());
        var valuations = cells.NextJson<AccountValued[]>()!;
        var movements = cells.NextJson<AccountMovements>() ?? AccountMovements.None;
        var (severedOn, severances) = (cells.NextOrNull<DateOnly>(), cells.NextJson<DateOnly[]>());
        var (disabledOn, diedOn, terminatedOn) = (cells.NextOrNull<DateOnly>(), cells.NextOrNull<DateOnly>(), cells.NextOrNull<DateOnly>());
        var (repaid, investment, version, head) = (cells.Next<decimal>(), cells.Next<decimal>(), cells.Next<long>(), cells.Next<byte[]>());
        return new(stream)
        {
            IsStored = true,
            Version = version,
            Head = head,
            RepaidAfterDeemed = repaid,
            InvestmentInContract = investment,
            State = new(plan, participant, birthDate, valuations, movements, severances ?? (severedOn is { } only ? [only] : []), disabledOn, diedOn, terminatedOn, version),
        };
    }
}
