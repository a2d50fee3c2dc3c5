using System.Security.Cryptography;
using System.Text;

namespace LoanServicing.Domain.Auditing;

/// <summary>
/// How a sample of loans is drawn: the same seed over the same loans draws the same ones, on any machine.
/// </summary>
/// <param name="Size">How many; all of them where there are not so many.</param>
public sealed record LoanSampling(int Size, long Seed)
{
    /// <summary>The loans with the lowest SHA-256 of "seed/plan/participant/loan" in UTF-8.</summary>
    /// <param name="loans">Each as "participant/loan", in whatever order.</param>
    public LoanSample Draw(string plan, IEnumerable<string> loans) =>
        new(
            Size,
            Seed,
            [
                .. loans
                    .Select(loan => new SampledLoan(
                        $"{plan}/{loan}",
                        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Seed}/{plan}/{loan}")))
                    ))
                    .OrderBy(loan => loan.Hash, StringComparer.Ordinal)
                    .Take(Size),
            ]
        );
}

/// <summary>The loans drawn.</summary>
public sealed record LoanSample(int Size, long Seed, IReadOnlyList<SampledLoan> Loans);

/// <param name="Loan">plan/participant/loan.</param>
/// <param name="Hash">What it was drawn by.</param>
public sealed record SampledLoan(string Loan, string Hash);
