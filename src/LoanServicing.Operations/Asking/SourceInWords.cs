using LoanServicing.Domain;

namespace LoanServicing.Operations.Asking;

/// <summary>Where an event comes from, in words.</summary>
internal static class SourceInWords
{
    private const int DigitsShown = 12;

    public static string Of(Source source) =>
        source switch
        {
            { Remittance: { } remittance, Line: { } line } => $"remittance {remittance} line {line}",
            { Import: { } import, Line: { } line } => $"import {Shown(import)} line {line}, id {source.Message}",
            { Closing: { } day } => $"close of {day:yyyy-MM-dd}",
            _ => source.ToString(),
        };

    private static string Shown(string digits) => digits.Length > DigitsShown ? digits[..DigitsShown] : digits;
}
