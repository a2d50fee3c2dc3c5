using LoanServicing.Store.BulkLane;
using LoanServicing.Store.EventLog;
using NpgsqlTypes;

namespace LoanServicing.Store.Documents;

/// <summary>
/// Documents as rows of Marten's tables: the same columns with the same values that Marten gives them.
/// </summary>
internal static class DocumentRows
{
    public static readonly RowSet<LoanDocument> Loans = new(
        "mt_doc_loan",
        Column<LoanDocument>.Key("id", NpgsqlDbType.Uuid, loan => loan.Id),
        Column<LoanDocument>.Of("data", NpgsqlDbType.Jsonb, EventJson.Write),
        Column<LoanDocument>.Of("mt_version", NpgsqlDbType.Bigint, loan => loan.State.Version),
        Column<LoanDocument>.Fixed("plan", NpgsqlDbType.Varchar, loan => loan.Plan),
        Column<LoanDocument>.Fixed("participant", NpgsqlDbType.Varchar, loan => loan.Participant),
        Column<LoanDocument>.Fixed("loan", NpgsqlDbType.Varchar, loan => loan.Loan),
        Column<LoanDocument>.Fixed("made_on", NpgsqlDbType.Date, loan => loan.MadeOn),
        Column<LoanDocument>.Of("in_order_from", NpgsqlDbType.Date, loan => loan.InOrderFrom),
        Column<LoanDocument>.Of("oldest_unpaid_due", NpgsqlDbType.Date, loan => loan.OldestUnpaidDue),
        Column<LoanDocument>.Of("deemed_on", NpgsqlDbType.Date, loan => loan.DeemedOn),
        Column<LoanDocument>.Of("closed_on", NpgsqlDbType.Date, loan => loan.ClosedOn),
        Column<LoanDocument>.Of("has_discrepancy", NpgsqlDbType.Boolean, loan => loan.HasDiscrepancy)
    );

    public static readonly RowSet<ParticipantDocument> Participants = new(
        "mt_doc_participant",
        Column<ParticipantDocument>.Key("id", NpgsqlDbType.Uuid, participant => participant.Id),
        Column<ParticipantDocument>.Of("data", NpgsqlDbType.Jsonb, EventJson.Write),
        Column<ParticipantDocument>.Of("mt_version", NpgsqlDbType.Bigint, participant => participant.State.Version),
        Column<ParticipantDocument>.Fixed("plan", NpgsqlDbType.Varchar, participant => participant.Plan),
        Column<ParticipantDocument>.Fixed("participant", NpgsqlDbType.Varchar, participant => participant.Participant)
    );

    public static readonly RowSet<PlanDocument> Plans = new(
        "mt_doc_plan",
        Column<PlanDocument>.Key("id", NpgsqlDbType.Uuid, plan => plan.Id),
        Column<PlanDocument>.Of("data", NpgsqlDbType.Jsonb, EventJson.Write),
        Column<PlanDocument>.Of("mt_version", NpgsqlDbType.Bigint, plan => plan.State.Version),
        Column<PlanDocument>.Fixed("plan", NpgsqlDbType.Varchar, plan => plan.Plan)
    );

    public static readonly RowSet<AccountDocument> Accounts = new(
        "mt_doc_account",
        Column<AccountDocument>.Key("id", NpgsqlDbType.Uuid, account => account.Id),
        Column<AccountDocument>.Of("data", NpgsqlDbType.Jsonb, EventJson.Write),
        Column<AccountDocument>.Of("plan", NpgsqlDbType.Varchar, account => account.Plan),
        Column<AccountDocument>.Of("participant", NpgsqlDbType.Varchar, account => account.Participant),
        Column<AccountDocument>.Of("tax_years", NpgsqlDbType.Array | NpgsqlDbType.Integer, account => account.TaxYears)
    );

    public static readonly RowSet<RemittanceDocument> Remittances = new(
        "mt_doc_remittance",
        Column<RemittanceDocument>.Key("id", NpgsqlDbType.Uuid, remittance => remittance.Id),
        Column<RemittanceDocument>.Of("data", NpgsqlDbType.Jsonb, EventJson.Write),
        Column<RemittanceDocument>.Of("plan", NpgsqlDbType.Varchar, remittance => remittance.Plan),
        Column<RemittanceDocument>.Of("pay_date", NpgsqlDbType.Date, remittance => remittance.PayDate)
    );

    public static readonly RowSet<SuspendedLine> SuspendedLines = new(
        "mt_doc_suspended_line",
        Column<SuspendedLine>.Key("id", NpgsqlDbType.Varchar, line => line.Id),
        Column<SuspendedLine>.Of("data", NpgsqlDbType.Jsonb, EventJson.Write),
        Column<SuspendedLine>.Of("plan", NpgsqlDbType.Varchar, line => line.Plan),
        Column<SuspendedLine>.Of("remittance", NpgsqlDbType.Uuid, line => line.Remittance)
    );

    public static readonly RowSet<HandledMessage> HandledMessages = new(
        "mt_doc_handled_message",
        Column<HandledMessage>.Key("id", NpgsqlDbType.Varchar, message => message.Id),
        Column<HandledMessage>.Of("data", NpgsqlDbType.Jsonb, EventJson.Write)
    );
}
