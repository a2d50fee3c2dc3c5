using LoanServicing.Operations.ClosingDays;
using LoanServicing.Operations.Sealing;
using LoanServicing.Store;
using LoanServicing.Store.Seals;
using LoanServicing.Store.Transactions;
using Wolverine;

namespace LoanServicing.Host.Messaging;

/// <summary>When business days are closed by themselves.</summary>
/// <param name="At">Time of the day in the plans' time zone at which the day before is closed.</param>
internal sealed record ClosingSchedule(TimeOnly At, Tenant Tenant);

/// <summary>
/// Closes the day before, once a day; a start after that time catches up. What fails is tried again each minute.
/// </summary>
internal sealed class DayClosing(
    ClosingSchedule schedule,
    IServiceScopeFactory scopes,
    LoansDatabase database,
    SealKey sealKey,
    TimeProvider clock,
    ILogger<DayClosing> log
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private static readonly Action<ILogger, DateOnly, Exception?> CouldNotClose = LoggerMessage.Define<DateOnly>(
        LogLevel.Error,
        new(1, nameof(CouldNotClose)),
        "{Day} could not be closed; trying again in a minute"
    );

    private static readonly Action<ILogger, string, Exception?> InSuspense = LoggerMessage.Define<string>(
        LogLevel.Warning,
        new(2, nameof(InSuspense)),
        "{MissedCure}"
    );

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var closed = DateOnly.MinValue;
        do
        {
            var now = PlanTime.Now(clock);
            var (today, time) = (DateOnly.FromDateTime(now), TimeOnly.FromDateTime(now));
            if (today > closed && time >= schedule.At && await TryCloseAsync(today, stoppingToken))
                closed = today;
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> TryCloseAsync(DateOnly today, CancellationToken cancellation)
    {
        try
        {
            await CloseAsync(today, cancellation);
            return true;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            CouldNotClose(log, today.AddDays(-1), failure);
            return false;
        }
    }

    private async Task CloseAsync(DateOnly today, CancellationToken cancellation)
    {
        var through = today.AddDays(-1);
        IReadOnlyList<string> plans;
        await using (var inquiry = await Inquiry.BeginAsync(database, schedule.Tenant, cancellation: cancellation))
            plans = await PlansToClose.ReadAsync(inquiry, cancellation);
        await using var scope = scopes.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
        foreach (var plan in plans)
        {
            var closed = await bus.InvokeForTenantAsync<DaysClosed>(
                schedule.Tenant.Stored,
                new CloseDays(plan, through, today),
                cancellation
            );
            foreach (var missed in closed.WouldHaveCured)
                InSuspense(log, missed.InWords, null);
        }

        await SealLogHandler.HandleAsync(new(through), database, schedule.Tenant, sealKey, cancellation);
    }
}
