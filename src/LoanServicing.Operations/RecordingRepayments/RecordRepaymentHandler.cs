using System.Text.Json;
using LoanServicing.Domain;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.PlanAssets;
using LoanServicing.Operations.LateRepayments;
using LoanServicing.Payroll.Matching;
using LoanServicing.Store.Documents;
using LoanServicing.Store.Transactions;
using Marten;

namespace LoanServicing.Operations.RecordingRepayments;

/// <summary>Takes one repayment: as a payroll's line would be taken, under the id of its message.</summary>
public static class RecordRepaymentHandler
{
    /// <exception cref="RefusedException">
    /// The id came before with other content, the plan is not known, or a member cannot be.
    /// </exception>
    public static async Task<RepaymentRecorded> HandleAsync(
        RecordRepayment message,
        IDocumentSession session,
        Actor actor,
        CancellationToken cancellation
    )
    {
        Validate(message);
        var content = MessageContent.Of(JsonSerializer.SerializeToUtf8Bytes(message));
        var recording = await Recording.BeginAsync(session, actor.Name, cancellation);
        var plan = await recording.SharePlanAsync(message.Plan, cancellation);
        if (plan.State is null)
            throw Refused(nameof(message.Plan), message.Plan, "a plan that was imported");
        var streams = StreamsOf(message, recording.Tenant);
        var participant = (await recording.LockParticipantsAsync([streams.Participant], cancellation))[0];
        // Only now: what another has done under this id meanwhile is there to be seen.
        if (await AnsweredAsync(recording, message.Id, content, cancellation) is { } first)
            return first;
        recording.Handle(message.Id, content);
        var loan = participant.State is null ? null : (await recording.LockLoansAsync([streams.Loan], cancellation))[0];
        var waiting = await PostAsync(message, recording, plan.State, loan?.State is null ? null : loan, cancellation);
        if (waiting is { } why)
            await SuspendAsync(
                message,
                recording,
                participant.State is not null,
                loan?.State is not null,
                why,
                cancellation
            );
        await recording.CompleteAsync(cancellation);
        return new(message.Id, waiting is null ? HandledMessage.Recorded : HandledMessage.Suspended);
    }

    private static void Validate(RecordRepayment message)
    {
        if (!StreamId.IsName(message.Id))
            throw Refused(
                nameof(message.Id),
                message.Id,
                "1 to 64 characters without \"/\", control characters or outer spaces"
            );
        if (message.Amount <= 0m || decimal.Round(message.Amount, 2) != message.Amount)
            throw Refused(nameof(message.Amount), $"{message.Amount}", "dollars above zero with at most two decimals");
        if (message.PayDate > message.BusinessDate)
            throw Refused(
                nameof(message.PayDate),
                $"{message.PayDate:yyyy-MM-dd}",
                $"a day not after the business date, {message.BusinessDate:yyyy-MM-dd}"
            );
    }

    private static (Guid Participant, Guid Loan) StreamsOf(RecordRepayment message, Tenant tenant) =>
        (
            StreamId.OfParticipant(tenant.Name, message.Plan, message.Participant),
            StreamId.OfLoan(tenant.Name, message.Plan, message.Participant, message.Loan)
        );

    private static async Task<RepaymentRecorded?> AnsweredAsync(
        Recording recording,
        string id,
        string content,
        CancellationToken cancellation
    )
    {
        var handled = (await HandledMessageReader.FindAsync(recording, [id], cancellation)).GetValueOrDefault(id);
        return handled?.Content is { } before && before != content
                ? throw RefusedException.Of(
                    nameof(RecordRepayment.Id),
                    $"found \"{id}\", which came before with other content, expected an id of its own"
                )
            : handled is null ? null
            : new(id, handled.Answer);
    }

    // Null where it was posted.
    private static async Task<(SuspenseReason Reason, string? Detail)?> PostAsync(
        RecordRepayment message,
        Recording recording,
        PlanState plan,
        LoanStream? loan,
        CancellationToken cancellation
    )
    {
        if (loan is null)
            return (SuspenseReason.LoanUnknown, null);
        var (received, source) = (message.BusinessDate, Source.OfMessage(message.Id));
        var credited = plan.PolicyOn(message.PayDate).CreditDate == CreditDate.Withheld ? message.PayDate : received;
        var isOverdue = credited < received && received > RemittanceLimit.Of(credited);
        var repayment = new ReceiveRepayment(
            credited,
            message.Amount,
            message.PayDate,
            source,
            credited == received ? null : received,
            OnlyWhatIsOwed: true
        );
        var decision = isOverdue ? Decision.Late : Loan.Decide(repayment, loan.State, plan);
        if (decision.IsLate)
            return await PostLateAsync(message, recording, plan, source, cancellation);
        if (decision.Rejection is { } rejection)
            return Waiting(rejection);
        for (var i = 0; i < decision.Count; i++)
            recording.Append(loan, decision[i]);
        return null;
    }

    private static async Task<(SuspenseReason Reason, string? Detail)?> PostLateAsync(
        RecordRepayment message,
        Recording recording,
        PlanState plan,
        Source source,
        CancellationToken cancellation
    )
    {
        var accounts = new AccountRecording(recording, plan);
        await accounts.OpenAsync([message.Participant], cancellation);
        var fact = new PaidFact(
            message.BusinessDate,
            message.Loan,
            message.Amount,
            1,
            null,
            message.PayDate,
            OnlyWhatIsOwed: true
        );
        return await accounts.RecordAsync(message.Participant, [fact], source, cancellation) is { } refused
            ? Waiting(refused.Why)
            : null;
    }

    private static (SuspenseReason Reason, string? Detail) Waiting(Rejection rejection) =>
        (
            rejection.Code == SuspenseReason.RepaymentExceedsPayoff.Code
                ? SuspenseReason.RepaymentExceedsPayoff
                : SuspenseReason.LoanNotRepayable,
            rejection.Reason
        );

    private static async Task SuspendAsync(
        RecordRepayment message,
        Recording recording,
        bool isParticipantKnown,
        bool isLoanKnown,
        (SuspenseReason Reason, string? Detail) why,
        CancellationToken cancellation
    )
    {
        var plan = await recording.LockPlanAsync(message.Plan, cancellation);
        recording.Append(
            plan,
            new RepaymentSuspended(
                message.BusinessDate,
                isParticipantKnown ? message.Participant : null,
                isLoanKnown ? message.Loan : null,
                message.Amount,
                why.Reason.Code,
                why.Detail ?? why.Reason.Sentence,
                Source.OfMessage(message.Id)
            )
        );
    }

    private static RefusedException Refused(string member, string found, string expected) =>
        RefusedException.Of(member, $"found \"{found}\", expected {expected}");
}
