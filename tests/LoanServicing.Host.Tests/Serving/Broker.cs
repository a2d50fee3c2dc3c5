using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using RabbitMQ.Client;

namespace LoanServicing.Host.Tests.Serving;

/// <summary>A RabbitMQ of its own on the loopback, from Debian's package, gone afterwards.</summary>
internal sealed class Broker : IAsyncDisposable
{
    public const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    private readonly string folder = Directory.CreateTempSubdirectory("loans-broker-").FullName;
    private readonly int port = FreePort();
    private readonly int distribution = FreePort();
    private readonly int names = FreePort();
    private Process? server;

    public Uri Uri => new($"amqp://guest:guest@127.0.0.1:{port}/");

    private Dictionary<string, string> Variables =>
        new()
        {
            ["RABBITMQ_NODENAME"] = $"loans{port}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = $"{port}",
            ["RABBITMQ_DIST_PORT"] = $"{distribution}",
            ["ERL_EPMD_PORT"] = $"{names}",
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq.conf"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "plugins"),
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["HOME"] = folder,
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
        };

    public async Task StartAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "plugins"), "[].");
        await File.WriteAllTextAsync(Path.Combine(folder, "rabbitmq.conf"), "");
        server = Start(Program);
        for (var patience = 0; ; patience++)
        {
            try
            {
                await using var connection = await ConnectAsync();
                return;
            }
            catch (RabbitMQ.Client.Exceptions.BrokerUnreachableException) when (patience < 240 && !server.HasExited)
            {
                await Task.Delay(500);
            }
        }
    }

    /// <summary>Stops in order: what it has confirmed it has kept.</summary>
    public async Task StopAsync()
    {
        using var stopping = Start("/usr/lib/rabbitmq/bin/rabbitmqctl", "stop");
        await stopping.WaitForExitAsync();
        await server!.WaitForExitAsync();
        server.Dispose();
        server = null;
    }

    /// <summary>
    /// As any publisher does it: the name as the type, JSON as the body. Returns when the broker has all of them.
    /// </summary>
    public async Task PublishAsync(string type, IEnumerable<string> bodies, string? tenant = null)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)
        );
        var properties = new BasicProperties { Type = type, Persistent = true };
        if (tenant is not null)
            properties.Headers = new Dictionary<string, object?> { ["tenant-id"] = tenant };
        var sent = new List<Task>();
        foreach (var body in bodies)
            sent.Add(
                channel
                    .BasicPublishAsync("", "loans", mandatory: true, properties, Encoding.UTF8.GetBytes(body))
                    .AsTask()
            );
        await Task.WhenAll(sent);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await StopAsync();
        using var stopping = Process.Start(
            new ProcessStartInfo("epmd", ["-port", $"{names}", "-kill"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        await stopping.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);
    }

    private Task<IConnection> ConnectAsync() => new ConnectionFactory { Uri = Uri }.CreateConnectionAsync();

    private Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
