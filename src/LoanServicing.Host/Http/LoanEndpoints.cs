using System.Globalization;
using System.Text.Json;
using LoanServicing.Domain.Evaluation;
using LoanServicing.Operations;
using LoanServicing.Operations.Asking;
using LoanServicing.Operations.Asking.Loans;
using LoanServicing.Store;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Host.Http;

/// <summary>
/// <c>GET /loans/{plan}/{participant}/{loan}?effective=&amp;recorded=</c>: a loan as of both times, as <c>loans show
/// --json</c> prints it.
/// </summary>
internal static class LoanEndpoints
{
    private const string TenantHeader = "tenant-id";

    public static void Map(WebApplication app, LoansDatabase database, TimeProvider clock) =>
        app.MapGet(
            "/loans/{plan}/{participant}/{loan}",
            async (
                string plan,
                string participant,
                string loan,
                string? effective,
                string? recorded,
                HttpRequest request,
                CancellationToken cancellation
            ) =>
            {
                try
                {
                    var day = effective is null ? PlanTime.Today(clock) : Day(effective);
                    var message = new ShowLoan(
                        $"{plan}/{participant}/{loan}",
                        day,
                        recorded is null ? null : Moment(recorded)
                    );
                    var tenant = TenantOf(request);
                    var shown = await ShowLoanHandler.HandleAsync(
                        message,
                        (by, ask) => Inquiry.BeginAsync(database, tenant, by, cancellation: ask),
                        cancellation
                    );
                    return Results.Text(ReportJson.Write(shown.Standing.Report), "application/json");
                }
                catch (RefusedException refused)
                {
                    var status =
                        refused.Member == nameof(ShowLoan.Loan)
                            ? StatusCodes.Status404NotFound
                            : StatusCodes.Status400BadRequest;
                    return Results.Problem(Detail(refused), statusCode: status);
                }
            }
        );

    // Members are named as in the address.
    private static string Detail(RefusedException refused)
    {
        var problems = string.Join(Environment.NewLine, refused.Problems);
        return refused.Member is { } member
            ? $"{JsonNamingPolicy.CamelCase.ConvertName(member)}: {problems}"
            : problems;
    }

    private static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new RefusedException($"effective: found \"{text}\", expected a date that exists, YYYY-MM-DD");

    private static RecordedMoment Moment(string text) =>
        RecordedMoment.Parse("recorded", text)
        ?? throw new RefusedException(
            $"recorded: found \"{text}\", expected a time, as 2025-01-31T18:00:00Z, a business day, as 2025-01-31, or {RecordedMoment.Now}"
        );

    private static Tenant TenantOf(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(TenantHeader, out var said))
            return Tenant.Default;
        var name = said.ToString();
        return Tenant.OfName(name)
            ?? throw new RefusedException($"{TenantHeader}: found \"{name}\", expected {Tenant.Expected}");
    }
}
