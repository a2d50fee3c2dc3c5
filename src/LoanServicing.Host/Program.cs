using LoanServicing.Host;
using LoanServicing.Host.CommandLine;

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

// A polite stop from outside ends a command as the keyboard does: nothing half done, and the private server stopped.
using var terminated = System.Runtime.InteropServices.PosixSignalRegistration.Create(
    System.Runtime.InteropServices.PosixSignal.SIGTERM,
    signal =>
    {
        signal.Cancel = true;
        interrupted.Cancel();
    }
);

return await LoansProgram.RunAsync(args, new Terminal(Console.Out, Console.Error), interrupted.Token);
