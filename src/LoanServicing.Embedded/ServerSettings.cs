namespace LoanServicing.Embedded;

/// <summary>
/// The settings that differ from PostgreSQL's own, in a file that postgresql.conf includes and every start writes anew.
/// It lies beside the cluster and not in it: that folder belongs to the server's user, and root must not write where
/// another user can have put a link.
/// </summary>
internal static class ServerSettings
{
    public const string Include = "include '../loans.conf'"; // not include_if_exists: without it the server would listen elsewhere

    public static void Write(DataFolder data, string socketFolder)
    {
        var text = $"""
            # Written at each start; a change of yours belongs into postgres/postgresql.conf, after the include.
            listen_addresses = ''
            port = {SocketFolder.Port}
            unix_socket_directories = {Quote($"\"{socketFolder}\"")}
            unix_socket_permissions = 0700
            max_connections = 100

            # Two processors, and the memory of a small machine.
            shared_buffers = 256MB
            max_wal_size = 2GB
            wal_compression = on
            checkpoint_timeout = 15min
            jit = off

            # What is acknowledged is on disk.
            fsync = on
            full_page_writes = on
            synchronous_commit = on

            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'

            # A week of log, each day in the file of its last namesake.
            logging_collector = on
            log_destination = 'stderr'
            log_directory = {Quote(data.Log)}
            log_filename = 'postgres-%a.log'
            log_truncate_on_rotation = on
            log_rotation_age = 1d
            log_rotation_size = 0
            log_line_prefix = '%m [%p] %u@%d '

            """;
        var written = data.Settings + ".new";
        File.WriteAllText(written, text);
        Permissions.Set(written, Permissions.ReadableByAll);
        File.Move(written, data.Settings, overwrite: true);
    }

    /// <summary>A cluster that was not made here (restored, or made by hand) gets the include too.</summary>
    public static async Task IncludeAsync(string cluster, ServerAccount account, CancellationToken cancellation)
    {
        var file = Path.Combine(cluster, "postgresql.conf");
        if ((await File.ReadAllLinesAsync(file, cancellation)).Contains(Include))
            return;
        var appended = await account.RunAsync(
            ["sh", "-c", """printf '\n%s\n' "$2" >> "$1" """, "sh", file, Include],
            cancellation
        );
        if (!appended.Succeeded)
            throw new NoDatabaseException($"{file} could not be written: {appended.Output}");
    }

    private static string Quote(string value) => $"'{value.Replace(@"\", @"\\").Replace("'", "''")}'";
}
