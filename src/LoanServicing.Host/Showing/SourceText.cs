using LoanServicing.Domain;

namespace LoanServicing.Host.Showing;

/// <summary>Where an event comes from, in words.</summary>
internal static class SourceText
{
    private const int DigitsShown = 12;

    public static string Of(Source source) => source switch
    {
        { Remittance: { } remittance, Line: { } line } => $"remittance {remittance} line {line}",
        { Import: { } import, Line: { } line } => $"import {(import.Length > DigitsShown ? import[..DigitsShown] : import)} line {line}, id {source.Message}",
        { Closing: { } day } => $"close of {day:yyyy-MM-dd}",
        _ => source.ToString(),
    };
}
