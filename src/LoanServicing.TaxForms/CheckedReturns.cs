namespace LoanServicing.TaxForms;

/// <summary>What a finding does to its form.</summary>
public enum Severity
{
    /// <summary>Worth knowing: says why a form is not in the file.</summary>
    Note,

    /// <summary>The form is written; a person should look at it.</summary>
    Warning,

    /// <summary>The form must not be written.</summary>
    Error,
}

/// <summary>One thing that a check says about one form. Holds no personal data: it is printed and logged.</summary>
/// <param name="Check">A fixed code, the numbering of the rule book (V01 to V17).</param>
public sealed record FormFinding(
    string Check,
    Severity Severity,
    string Plan,
    string Participant,
    string? Loan,
    string Found,
    string Expected
)
{
    public override string ToString() =>
        $"{Check} {Severity.ToString().ToLowerInvariant()}: plan {Plan} participant {Participant} loan "
        + $"{Loan ?? "none"}: found {Found}; expected {Expected}.";
}

/// <summary>The forms that passed <see cref="FormChecks"/>, in their order, and what was said about all.</summary>
public sealed record CheckedReturns(IReadOnlyList<InformationReturn> Ready, IReadOnlyList<FormFinding> Findings)
{
    public IEnumerable<FormFinding> Errors => Findings.Where(finding => finding.Severity == Severity.Error);

    /// <summary>For a caller that has shown the errors and files the rest all the same.</summary>
    public CheckedReturns LeavingOutErrors() =>
        this with
        {
            Findings = Findings.Where(finding => finding.Severity != Severity.Error).ToList(),
        };
}
