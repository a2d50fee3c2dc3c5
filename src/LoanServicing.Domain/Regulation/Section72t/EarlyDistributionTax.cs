using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Money;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Regulation.Section72t;

/// <summary>
/// What is known of a participant when something is distributed, deemed or actual. Events after <paramref name="On"/>
/// count for nothing.
/// </summary>
/// <param name="On">The day of the distribution.</param>
/// <param name="DisabledOn">Within the meaning of section 72(m)(7), and known to the payer.</param>
/// <param name="RolledIntoPlan">Whether the money came into the plan by rollover: in a 457(b) plan it keeps the tax (26
/// USC 72(t)(9)).</param>
/// <param name="PublicSafety">Whether a qualified public safety employee (26 USC 72(t)(10)(B)).</param>
public sealed record EarlyDistributionFacts(
    DateOnly On,
    DateOnly BirthDate,
    DateOnly? SeveredOn,
    DateOnly? DisabledOn,
    DateOnly? DiedOn,
    PlanKind Plan = PlanKind.Section401a,
    bool RolledIntoPlan = false,
    bool PublicSafety = false
);

/// <summary>Why the tax on early distributions does not apply, as far as the record knows.</summary>
public enum EarlyDistributionRelief
{
    /// <summary>None known: the tax applies.</summary>
    None,
    Death,
    Age59Half,
    Disability,

    /// <summary>Severance in or after the year of age 55, and distributed after it.</summary>
    Severance,

    /// <summary>
    /// A governmental 457(b) plan's own money: section 72(t) is about qualified retirement plans (26 USC 4974(c)), and
    /// such a plan is none.
    /// </summary>
    Section457b,

    /// <summary>Distributed before section 72(t) was law for employer plans.</summary>
    BeforeTheTax,
}

/// <summary>
/// The 10 percent tax on early distributions, which a deemed distribution bears as an actual one does (26 USC 72(t); 26
/// CFR 1.72(p)-1 A-11(b)). It is the participant's to report; the plan needs it for box 7.
/// </summary>
// Not modelled: 25 years of public safety service and private firefighters (from 30 December 2022), periodic payments,
// qualified domestic relations orders, medical expenses, levies, reservists, births, emergencies, disasters and the
// other purposes of 72(t)(2): nothing in the record shows them, and a deemed distribution fits few. What is rolled over
// bears no tax.
// Uncertain: a government's plan that is not qualified is taken to bear the tax, as the record does not say which one
// it is.
public static class EarlyDistributionTax
{
    public const string Cites = "26 CFR 1.72(p)-1 A-11(b)";

    private const string CitesOwner = "26 USC 72(m)(5)";
    private const string CitesTax = "26 USC 72(t)(1)";
    private const string CitesAge = "26 USC 72(t)(2)(A)(i)";
    private const string CitesDeath = "26 USC 72(t)(2)(A)(ii)";
    private const string CitesDisability = "26 USC 72(t)(2)(A)(iii)";
    private const string CitesSeverance = "26 USC 72(t)(2)(A)(v)";
    private const string CitesPublicSafety = "26 USC 72(t)(10)";
    private const string CitesQualifiedPlans = "26 USC 4974(c)";

    /// <summary>The first exception that holds, in the order in which Form 1099-R looks for its code.</summary>
    public static Finding<EarlyDistributionRelief> Of(EarlyDistributionFacts f)
    {
        if (f.DiedOn <= f.On)
            return new(EarlyDistributionRelief.Death, CitesDeath, null);
        if (f.On >= Reaches59Half(f.BirthDate))
            return new(EarlyDistributionRelief.Age59Half, CitesAge, null);
        if (f.DisabledOn <= f.On)
            return new(EarlyDistributionRelief.Disability, CitesDisability, null);
        if (f.Plan == PlanKind.Governmental457b && !f.RolledIntoPlan)
            return new(EarlyDistributionRelief.Section457b, CitesQualifiedPlans, null);
        if (f.SeveredOn is { } severed && severed <= f.On)
        {
            if (severed.Year >= f.BirthDate.Year + Figures.SeveranceExceptionAge)
                return new(EarlyDistributionRelief.Severance, CitesSeverance, null);
            if (IsPublicSafety(f) && severed.Year >= f.BirthDate.Year + Figures.PublicSafetyExceptionAge)
                return new(EarlyDistributionRelief.Severance, CitesPublicSafety, CitesSeverance);
        }

        return f.On < Figures.EarlyDistributionTaxFrom
            ? new(EarlyDistributionRelief.BeforeTheTax, CitesTax, null)
            : new(EarlyDistributionRelief.None, CitesTax, null);
    }

    private static bool IsPublicSafety(EarlyDistributionFacts f) =>
        f.PublicSafety && f.Plan == PlanKind.Governmental && f.On >= Figures.PublicSafetyExceptionFrom;

    /// <summary>What the tax would be, in US dollars and cents, on what is includible.</summary>
    public static decimal Amount(EarlyDistributionFacts f, decimal includible) =>
        Of(f).Answer == EarlyDistributionRelief.None ? Cents.Round(includible * Figures.EarlyDistributionTaxRate) : 0m;

    /// <summary>
    /// The first day on which the participant is 59½: six months after the 59th birthday, or that month's last day.
    /// </summary>
    public static DateOnly Reaches59Half(DateOnly birthDate) =>
        DueDates.MonthsLater(birthDate, (12 * Figures.EarlyDistributionYears) + Figures.EarlyDistributionMonths);

    /// <summary>
    /// Whether a person should look at the separate 10 percent tax on 5-percent owners: it applies to what is over the
    /// benefits of the plan's formula, which the record does not know, in plans of section 401(a) and 403(a), to a
    /// deemed distribution as to an actual one.
    /// </summary>
    /// <param name="fivePercentOwner">Is one, or has been, or is the successor of one.</param>
    public static Finding<bool> OwnerTaxMayApply(bool fivePercentOwner, PlanKind plan) =>
        new(
            fivePercentOwner && plan is (PlanKind.Section401a or PlanKind.Section403a or PlanKind.FormerlyQualified),
            CitesOwner,
            null
        );
}
