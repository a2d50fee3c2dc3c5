using LoanServicing.Embedded;

namespace LoanServicing.Embedded.Tests;

public sealed class ServeLockTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_second_is_refused_and_told_who_serves()
    {
        var (first, _) = ServeLock.TryAcquire(folder.Path);
        using var held = first.ShouldNotBeNull();

        var (second, refusal) = ServeLock.TryAcquire(folder.Path);

        second.ShouldBeNull();
        refusal.ShouldBe($"Already serving from {folder.Path}: process {Environment.ProcessId}.");
    }

    [Fact]
    public void Released_it_can_be_had_again()
    {
        ServeLock.TryAcquire(folder.Path).Lock.ShouldNotBeNull().Dispose();

        ServeLock.TryAcquire(folder.Path).Lock.ShouldNotBeNull().Dispose();
    }

    [Fact]
    public void What_a_killed_server_left_does_not_count()
    {
        Directory.CreateDirectory($"{folder.Path}/locks");
        File.WriteAllText($"{folder.Path}/locks/serve", "");
        File.WriteAllText($"{folder.Path}/locks/serve.pid", "999999");

        ServeLock.TryAcquire(folder.Path).Lock.ShouldNotBeNull().Dispose();
    }
}
