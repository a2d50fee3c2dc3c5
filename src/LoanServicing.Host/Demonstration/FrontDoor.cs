using LoanServicing.Host.CommandLine;

namespace LoanServicing.Host.Demonstration;

/// <summary>The program as its users have it: what is typed, and where it prints. It ends with an exit code.</summary>
internal delegate Task<int> FrontDoor(string[] arguments, Terminal terminal, CancellationToken cancellation);
