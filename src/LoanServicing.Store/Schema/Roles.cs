using Npgsql;

namespace LoanServicing.Store.Schema;

/// <summary>
/// The two roles of the database: the owner migrates and rebuilds, the application does everything else and can neither
/// change nor remove what the log holds.
/// </summary>
public static class Roles
{
    public const string Owner = "loans_owner";
    public const string App = "loans_app";

    /// <summary>Of the tables in which messages wait: Wolverine's own.</summary>
    public const string MessageSchema = "wolverine";

    /// <summary>
    /// Makes the roles where they are missing and lets the login act as both. Needs a login that may create roles, the
    /// first time.
    /// </summary>
    internal static async Task EnsureAsync(NpgsqlConnection login, CancellationToken cancellation)
    {
        await using var command = login.CreateCommand();
        // Roles belong to the whole server: two databases made at once may race for them.
        command.CommandText = $"""
            do $$
            declare role_name text;
            begin
              foreach role_name in array array['{Owner}', '{App}'] loop
                if not exists (select from pg_roles where rolname = role_name) then
                  begin
                    execute format('create role %I login', role_name);
                  exception when duplicate_object or unique_violation then null;
                  end;
                end if;
                -- Being a member is not enough from PostgreSQL 16 on: it may come without the right to act as the role.
                begin
                  execute format('set local role %I', role_name);
                  reset role;
                exception when insufficient_privilege then
                  execute format('grant %I to %I', role_name, session_user);
                end;
              end loop;
              if not has_schema_privilege('{Owner}', 'public', 'create') then
                grant create, usage on schema public to {Owner};
                grant usage on schema public to {App};
              end if;
              if to_regnamespace('{MessageSchema}') is null then
                -- Only a server of messages needs it: it says what is missing.
                begin
                  create schema {MessageSchema} authorization {Owner};
                exception when insufficient_privilege or duplicate_schema or unique_violation then null;
                end;
              end if;
            end $$;
            """;
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
