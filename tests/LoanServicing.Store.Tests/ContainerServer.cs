using System.Globalization;
using System.Runtime.InteropServices;
using Docker.DotNet;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Testcontainers.PostgreSql;

namespace LoanServicing.Store.Tests;

/// <summary>PostgreSQL in a container, for as long as a test program runs.</summary>
internal sealed class ContainerServer : IAsyncDisposable
{
    // As long as the image takes on a slow line; after that the tests are better off without.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly PostgreSqlContainer container;
    private readonly PosixSignalRegistration terminated;

    private ContainerServer(PostgreSqlContainer container)
    {
        this.container = container;
        // A program that is told to end does not get as far as its fixtures.
        terminated = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            _ => container.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(10))
        );
    }

    /// <summary>The one of docker-compose.yml: what is run is what was tested with.</summary>
    public static string Image { get; } =
        File.ReadLines(Path.Combine(RepositoryFolder.Root, "docker-compose.yml"))
            .Select(line => line.Split('#')[0].Trim())
            .Single(line => line.StartsWith("image: postgres:", StringComparison.Ordinal))["image: ".Length..];

    /// <summary>Of the superuser, to the maintenance database.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(container.GetConnectionString())
        {
            // As for the embedded server. The data is made up.
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;

    /// <exception cref="NoContainerException">No engine answers, or the image cannot be had; the message goes on after
    /// "because".</exception>
    public static async Task<ContainerServer> StartAsync()
    {
        await DockerEngine.AgreeOnVersionAsync();
        // It would remove the container of a program that was killed (SIGKILL), and is one more image to be had. Such a
        // container has the label loans.tests.
        TestcontainersSettings.ResourceReaperEnabled = false;
        using var patience = new CancellationTokenSource(Patience);
        PostgreSqlContainer? container = null;
        try
        {
            container = Build();
            await container.StartAsync(patience.Token);
            return new(container);
        }
        catch (Exception failure)
        {
            if (container is not null)
                await container.DisposeAsync();
            if (WhyThereIsNone(failure) is { } why)
                throw new NoContainerException(why);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await container.DisposeAsync();
        terminated.Dispose();
    }

    private static string? WhyThereIsNone(Exception failure) =>
        failure switch
        {
            DockerUnavailableException => "no Docker engine answers",
            DockerApiException { ResponseBody: var answer } =>
                $"the image {Image} is not there, and cannot be had: {answer?.ReplaceLineEndings(" ").Trim()}",
            OperationCanceledException => $"no container of {Image} was ready within {Patience.TotalMinutes} minutes",
            _ => null,
        };

    private static PostgreSqlContainer Build() =>
        new PostgreSqlBuilder(Image)
            .WithLabel("loans.tests", Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
            // Its port is open to the machine's network.
            .WithPassword(Guid.NewGuid().ToString("n"))
            // Sorted, and set where a plan depends on it, as the embedded server is.
            .WithEnvironment("POSTGRES_INITDB_ARGS", "--encoding=UTF8 --locale=C --data-checksums")
            .WithCommand("-c", "shared_buffers=256MB", "-c", "max_wal_size=2GB", "-c", "jit=off", "-c", "timezone=UTC")
            .WithCreateParameterModifier(parameters =>
            {
                parameters.HostConfig!.ShmSize = 256L << 20;
                // Nothing of it is kept: it need not wait for its clients.
                parameters.StopSignal = "SIGQUIT";
            })
            .WithLogger(NullLogger.Instance)
            .Build();
}

/// <summary>There can be no container here.</summary>
internal sealed class NoContainerException(string message) : Exception(message);
