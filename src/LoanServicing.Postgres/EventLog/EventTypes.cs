using System.Collections.Frozen;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Postgres.EventLog;

/// <summary>The names under which events are stored. A name, once stored, is never given to another event.</summary>
public static class EventTypes
{
    private static readonly FrozenDictionary<Type, StoredType> ByType = new Type[]
    {
        typeof(Originated), typeof(TakenOver), typeof(InstallmentPaid), typeof(Missed), typeof(DeemedDistributed), typeof(PaidInFull), typeof(Offset), typeof(Refinanced),
        typeof(LeaveStarted), typeof(LeaveEnded), typeof(RepaymentsDelayed), typeof(Rescheduled), typeof(Corrected), typeof(WithholdingConsentRevoked),
        typeof(RepaymentReversed), typeof(ConsequenceWithdrawn), typeof(LedgerRestated),
        typeof(ParticipantEnrolled), typeof(AccountValued), typeof(SeveredFromEmployment), typeof(BecameDisabled), typeof(Died), typeof(PlanTerminated),
        typeof(OutsideLoanReported), typeof(InterestPledged), typeof(Distributed), typeof(BasisAttributed), typeof(TransitionApplied),
        typeof(PlanEstablished), typeof(PlanAmended), typeof(RemittanceReceived), typeof(RepaymentSuspended), typeof(BusinessDayClosed),
    }.ToFrozenDictionary(type => type, type => new StoredType(SnakeCase(type.Name), $"{type.FullName}, {type.Assembly.GetName().Name}", type));

    private static readonly FrozenDictionary<string, StoredType> ByName = ByType.Values.ToFrozenDictionary(stored => stored.Name);

    public static IEnumerable<StoredType> All => ByType.Values;

    public static StoredType Of(object e) => ByType[e.GetType()];

    public static StoredType Named(string name) =>
        ByName.TryGetValue(name, out var stored) ? stored : throw new InvalidDataException($"the log holds an event of type '{name}', which this version does not know");

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));
}

/// <summary>An event type as the log names it: <paramref name="Name"/> in snake case, and Marten's name of the .NET type.</summary>
public sealed record StoredType(string Name, string DotnetType, Type Type);
