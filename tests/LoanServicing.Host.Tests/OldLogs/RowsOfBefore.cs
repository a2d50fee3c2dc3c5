namespace LoanServicing.Host.Tests.OldLogs;

/// <summary>
/// What documents say, in the shape of the rows that versions 1 to 6 of the schema had instead of them: the rows kept
/// with old logs are held against it.
/// </summary>
internal static class RowsOfBefore
{
    /// <summary>Columns that followed from others of the same row.</summary>
    public static readonly string[] WorkedOut = ["final_due"];

    private const string Head =
        "'\\x' || (select headers ->> 'hash' from mt_events e where e.tenant_id = d.tenant_id and e.stream_id = d.id "
        + "order by version desc limit 1)";

    private const string IsUnusual = """
        (data #>> '{State,Position,Held}')::numeric <> 0 or data #>> '{State,Position,Simple}' <> 'Compound' or data #> '{State,Schedule}' is not null
          or data #> '{State,Part}' is not null or data #> '{State,PartlyOffset}' is not null or data #> '{State,IsExempt}' is not null
          or data #> '{State,Closed,Discrepancy}' is not null or data #> '{State,HasSettlement}' is not null
        """;

    /// <summary>By the name of the table of before.</summary>
    public static readonly IReadOnlyDictionary<string, string> Queries = new Dictionary<string, string>
    {
        [
            "loan"
        ] = $$$"""
            select jsonb_build_object(
              'tenant_id', tenant_id, 'loan_id', id, 'plan', plan, 'participant', participant, 'loan', loan, 'version', mt_version, 'head', {{{Head}}})
              || jsonb_build_object(
              'made_on', data #> '{State,Terms,MadeOn}', 'amount', {{{Money(
                "State,Terms,Amount"
            )}}}, 'annual_rate', data #> '{State,Terms,AnnualRate}',
              'frequency', data #> '{State,Terms,Frequency}',
              'installments', data #> '{State,Terms,Installments}', 'first_due', data #> '{State,Terms,FirstDue}',
              'purpose', data #> '{State,Terms,Purpose}', 'due_days', data #> '{State,Terms,DueDays}', 'schedule', data #> '{State,Terms,Steps}',
              'installment', {{{Money("State,Terms,LevelInstallment")}}})
              || jsonb_build_object(
              'principal', {{{Money("State,Position,Principal")}}}, 'interest_due', {{{Money(
                "State,Position,InterestDue"
            )}}},
              'periods_ended', data #> '{State,Position,PeriodsEnded}', 'balance_days', {{{Money(
                "State,Position,BalanceDays"
            )}}},
              'money_on', data #> '{State,Position,MoneyOn}', 'installments_paid', data #> '{State,Position,InstallmentsPaid}',
              'paid_toward_next', {{{Money(
                "State,Position,PaidTowardNext"
            )}}}, 'examined', data #> '{State,Examined}', 'in_order_from', in_order_from,
              'oldest_unpaid_due', oldest_unpaid_due, 'missed', data #> '{Arrears,Installments}', 'arrears', {{{Money(
                "Arrears,Amount"
            )}}})
              || jsonb_build_object(
              'deemed_on', deemed_on, 'deemed_amount', {{{Money(
                "State,Deemed,Amount"
            )}}}, 'deemed_reason', data #> '{State,Deemed,Reason}',
              'repaid_since', {{{Money(
                "State,Deemed,RepaidSince"
            )}}}, 'closed_on', closed_on, 'closed_by', data #> '{State,Closed,By}',
              'closed_amount', {{{Money("State,Closed,Amount")}}}, 'closed_principal', {{{Money(
                "State,Closed,Principal"
            )}}},
              'unusual', case when {{{IsUnusual}}} then jsonb_strip_nulls(jsonb_build_object(
                'Held', data #> '{State,Position,Held}', 'Simple', data #> '{State,Position,Simple}', 'Schedule', data #> '{State,Schedule}',
                'Part', data #> '{State,Part}', 'PartlyOffset', data #> '{State,PartlyOffset}', 'IsExempt', coalesce(data #> '{State,IsExempt}', 'false'),
                'Discrepancy', data #> '{State,Closed,Discrepancy}', 'HasSettlement', data #> '{State,HasSettlement}')) end)
            from mt_doc_loan d order by id
            """,
        ["participant"] = $$$"""
            select jsonb_build_object(
              'tenant_id', d.tenant_id, 'stream_id', d.id, 'plan', d.plan, 'participant', d.participant, 'version', d.mt_version, 'head', {{{Head}}},
              'birth_date', d.data #> '{State,BirthDate}', 'valuations', d.data #> '{State,Valuations}',
              'movements', nullif(d.data #> '{State,Movements}', '{"Pledges": [], "Attributions": [], "OutsideLoans": [], "Distributions": []}'),
              'severed_on', d.data #> '{State,Severances,-1}',
              'severances', case when jsonb_array_length(d.data #> '{State,Severances}') > 1 then d.data #> '{State,Severances}' end,
              'disabled_on', d.data #> '{State,DisabledOn}', 'died_on', d.data #> '{State,DiedOn}', 'plan_terminated_on', d.data #> '{State,PlanTerminatedOn}',
              'repaid_after_deemed', coalesce((a.data ->> 'RepaidAfterDeemed')::numeric, 0)::numeric(19,2),
              'investment_in_contract', coalesce((a.data ->> 'InvestmentInContract')::numeric, 0)::numeric(19,2))
            from mt_doc_participant d left join mt_doc_account a on a.tenant_id = d.tenant_id and a.id = d.id order by d.plan, d.participant
            """,
        ["plan"] = $$$"""
            select jsonb_build_object(
              'tenant_id', tenant_id, 'stream_id', id, 'plan', plan, 'version', mt_version, 'head', {{{Head}}}, 'kind', data #> '{State,Kind}',
              'provisions', nullif(data #> '{State,Provisions}', (select data #> '{State,Provisions}' from mt_doc_plan limit 1)),
              'policies', data #> '{State,Policies}',
              'closed_through', data #> '{State,ClosedThrough}', 'settled_through', data #> '{State,SettledThrough}',
              'payroll_in_through', data #> '{State,PayrollInThrough}')
            from mt_doc_plan d order by plan
            """,
        [
            "remittance"
        ] = $$$"""
            select jsonb_build_object(
              'tenant_id', tenant_id, 'remittance', id, 'plan', plan, 'pay_date', pay_date, 'file_name', data #> '{FileName}', 'sha256', data #> '{Sha256}',
              'layout', data #> '{Layout}', 'received_on', data #> '{ReceivedOn}', 'lines', data #> '{Lines}', 'total', {{{Money(
                "Total"
            )}}},
              'posted', data #> '{Posted}', 'posted_total', {{{Money("PostedTotal")}}},
              'suspended', (data ->> 'Lines')::int - (data ->> 'Posted')::int, 'suspended_total', {{{Money(
                "Total"
            )}}} - {{{Money("PostedTotal")}}},
              'first_seq', data #> '{FirstSequence}', 'last_seq', data #> '{LastSequence}')
            from mt_doc_remittance order by id
            """,
        [
            "suspense"
        ] = $$$"""
            select jsonb_build_object(
              'tenant_id', tenant_id, 'remittance', remittance, 'line', data #> '{Line}', 'plan', plan, 'participant', data #> '{Participant}',
              'loan', data #> '{Loan}', 'amount', {{{Money(
                "Amount"
            )}}}, 'reason', data #> '{Reason}', 'detail', data #> '{Detail}', 'since', data #> '{Since}')
            from mt_doc_suspended_line order by remittance, (data ->> 'Line')::int
            """,
    };

    // As the columns had it: two places at rest.
    private static string Money(string path) => $"(data #>> '{{{path}}}')::numeric(28,2)";
}
