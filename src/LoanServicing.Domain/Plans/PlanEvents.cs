using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Plans;

/// <summary>What happened to a plan. The type names are the storage format.</summary>
/// <param name="On">Effective date.</param>
public abstract record PlanEvent(DateOnly On, Source Source);

/// <summary>The plan and its loan program became known.</summary>
/// <param name="Provisions">Null for the usual ones.</param>
public sealed record PlanEstablished(
    DateOnly On,
    string Plan,
    PlanKind Kind,
    LoanPolicy Policy,
    Source Source,
    PlanProvisions? Provisions = null
) : PlanEvent(On, Source);

/// <summary>The loan program changed, for what falls due from that day on.</summary>
public sealed record PlanAmended(DateOnly On, LoanPolicy Policy, Source Source) : PlanEvent(On, Source);

/// <summary>One payroll file has been taken in: every line of it is posted or suspended.</summary>
/// <param name="On">The business day that it was received on.</param>
/// <param name="Sha256">Of the file, hexadecimal.</param>
public sealed record RemittanceReceived(
    DateOnly On,
    Guid Remittance,
    DateOnly PayDate,
    string FileName,
    string Sha256,
    string Layout,
    int Lines,
    decimal Total,
    int Posted,
    decimal PostedTotal,
    Source Source
) : PlanEvent(On, Source);

/// <summary>A line that could not be posted waits for a person.</summary>
/// <param name="Participant">Null where the line's taxpayer number is nobody's in the plan.</param>
/// <param name="Reason">Stable code, <c>noun.reason</c>.</param>
public sealed record RepaymentSuspended(
    DateOnly On,
    string? Participant,
    string? Loan,
    decimal Amount,
    string Reason,
    string Detail,
    Source Source
) : PlanEvent(On, Source);

/// <summary>A business day was closed: what failed by then is stated.</summary>
/// <param name="SettledThrough">Due dates up to this day no longer wait for a payroll.</param>
public sealed record BusinessDayClosed(DateOnly On, DateOnly SettledThrough, Source Source) : PlanEvent(On, Source);
