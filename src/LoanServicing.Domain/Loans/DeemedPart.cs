using System.Text.Json.Serialization;
using LoanServicing.Domain.Money;

namespace LoanServicing.Domain.Loans;

/// <summary>
/// The part of a loan that was over the limit: a balance of its own, still owed, beside the part that is a loan (26 CFR
/// 1.72(p)-1 A-4(a)). The law does not say how repayments divide between them; uncertain, and the plan's to choose.
/// </summary>
/// <param name="Position">Its own ledger; the installments of it mean nothing.</param>
/// <param name="RepaidSince">Cash repaid on it, interest included: basis (A-21(a)).</param>
public sealed record DeemedPart(
    DateOnly On,
    decimal Amount,
    DeemingReason Reason,
    LedgerPosition Position,
    decimal RepaidSince
)
{
    /// <summary>Whether nothing of it is owed any more, but for interest of the period in progress.</summary>
    [JsonIgnore]
    public bool IsRepaid => Position.Principal == 0m && Position.InterestDue <= 0m;

    /// <summary>Takes its share of a payment on the whole loan: by principal, or all that it owes first.</summary>
    /// <param name="before">The whole loan before the payment.</param>
    /// <param name="after">The whole loan's position after it.</param>
    public DeemedPart Receive(InstallmentPaid paid, LoanState before, LedgerPosition after)
    {
        if (before.Deemed is not null)
            return this;
        var owed = Position.OutstandingOn(paid.On, before.Schedule);
        // What of the payment lowered the balance: held money has not yet, and money held before may now.
        var applied = paid.Amount + before.Position.Held - after.Held;
        var share =
            after.InstallmentsPaid >= before.Schedule.Periods ? owed
            : paid.ExcessFirst == true ? Math.Min(owed, applied)
            : Math.Min(owed, Cents.Round(applied * Proportion(before.Position)));
        var position = Position.Lower(paid.On, share, before.Schedule);
        // Both parts run simple or compound together.
        return this with
        {
            Position =
                after.Simple == Plans.DefaultAccrual.Compound ? position.EndSimple(paid.On, before.Schedule) : position,
            RepaidSince = RepaidSince + share,
        };
    }

    // Of what is owed, where interest alone is left.
    private decimal Proportion(LedgerPosition whole) =>
        whole.Principal > 0m ? Position.Principal / whole.Principal
        : whole.InterestDue > 0m ? Math.Max(0m, Position.InterestDue) / whole.InterestDue
        : 0m;
}
