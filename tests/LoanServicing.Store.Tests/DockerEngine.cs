using System.Net.Sockets;

namespace LoanServicing.Store.Tests;

/// <summary>
/// The Docker engine, before Testcontainers asks it: that does so in one version of the engine's interface, and takes
/// an older engine, such as Debian 12's, for none that answers.
/// </summary>
internal static class DockerEngine
{
    private const string Variable = "DOCKER_API_VERSION";

    // What Testcontainers speaks unless the variable says otherwise.
    private static readonly Version Expected = new(1, 44);

    /// <summary>
    /// Sets the variable for this process where the engine is older. It is read once, so this comes first.
    /// </summary>
    public static async Task AgreeOnVersionAsync()
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
            return;
        if (
            await VersionAsync(
                Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host
                    ? host
                    : "unix:///var/run/docker.sock"
            )
                is { } version
            && version < Expected
        )
            Environment.SetEnvironmentVariable(Variable, version.ToString());
    }

    // Null where nothing answers: Testcontainers knows further places to look for an engine.
    private static async Task<Version?> VersionAsync(string endpoint)
    {
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("unix" or "tcp" or "http"))
            return null;
        using var handler = new SocketsHttpHandler();
        if (uri.Scheme == "unix")
        {
            handler.ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(uri.AbsolutePath), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            };
        }

        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await client.GetAsync(
                uri.Scheme == "unix" ? "http://localhost/_ping" : $"http://{uri.Authority}/_ping"
            );
            return
                answer.Headers.TryGetValues("Api-Version", out var versions)
                && Version.TryParse(versions.First(), out var version)
                ? version
                : null;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }
}
