namespace LoanServicing.Domain.PersonalData;

/// <summary>
/// Who a participant is. Events know a participant by a token only; this record lives encrypted in a table of its own
/// and can be erased without touching the log.
/// </summary>
/// <param name="Name">As it stands with the taxpayer number, "Last, First Middle" where the surname is known to be the
/// first part.</param>
/// <param name="TaxpayerNumber">Nine digits, no hyphens.</param>
public sealed record Person(string Plan, string Participant, string Name, PostalAddress Address, string TaxpayerNumber)
{
    /// <summary>Without the personal data, so that a log line or an exception cannot leak it.</summary>
    public override string ToString() => $"Person {{ {Plan}/{Participant} }}";
}

/// <summary>Where post reaches a person or a payer.</summary>
/// <param name="State">Two-letter code of the Postal Service; empty abroad.</param>
/// <param name="Zip">Five or nine digits, no hyphen; empty abroad.</param>
/// <param name="Country">Two-letter code; null is the United States.</param>
public sealed record PostalAddress(string Street, string City, string State, string Zip, string? Country = null)
{
    public override string ToString() => "PostalAddress { … }";
}

/// <summary>Whom a plan's Form 1099-R names as the payer.</summary>
/// <param name="Ein">Nine digits, no hyphen: the number under which the withholding is deposited.</param>
/// <param name="Phone">Digits only.</param>
public sealed record Payer(string Plan, string Name, string Ein, PostalAddress Address, string Phone)
{
    public override string ToString() => $"Payer {{ {Plan} }}";
}

/// <summary>Who sends the files of information returns.</summary>
/// <param name="ControlCode">The five-character transmitter control code (TCC).</param>
/// <param name="TaxpayerNumber">Nine digits, no hyphen.</param>
public sealed record Transmitter(
    string ControlCode,
    string Name,
    string TaxpayerNumber,
    PostalAddress Address,
    Contact Contact
)
{
    public override string ToString() => $"Transmitter {{ {ControlCode} }}";
}

/// <summary>Whom the Internal Revenue Service can call about a file.</summary>
/// <param name="Phone">Digits only.</param>
public sealed record Contact(string Name, string Phone, string Email)
{
    public override string ToString() => "Contact { … }";
}
