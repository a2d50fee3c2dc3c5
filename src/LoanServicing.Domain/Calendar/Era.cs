namespace LoanServicing.Domain.Calendar;

/// <summary>
/// The days that dates may lie on: a slip of the keyboard far outside would compound interest beyond any number, and
/// cannot be taken back.
/// </summary>
public static class Era
{
    public static readonly DateOnly First = new(1900, 1, 1);
    public static readonly DateOnly Last = new(2149, 12, 31);

    public static bool Contains(DateOnly day) => day >= First && day <= Last;
}
