using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace LoanServicing.Host.Tests;

/// <summary>
/// The seals themselves: what was done to them is found, and what they say can be followed without this program.
/// </summary>
public class SealTests : IAsyncLifetime
{
    private readonly TamperedBook book = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => book.InitializeAsync();

    public ValueTask DisposeAsync() => book.DisposeAsync();

    [Theory]
    [InlineData("update seal set root = sha256('x') where number = 2", "seal: seal 2 of 2025-02-07: found hash")]
    [InlineData(
        "update seal set business_day = '2025-02-06' where number = 2",
        "seal: seal 2 of 2025-02-06: found hash"
    )]
    [InlineData(
        "update seal set last_sequence = last_sequence + 1 where number = 2",
        "seal: seal 2 of 2025-02-07: found hash"
    )]
    [InlineData(
        "update seal set signature = (select signature from seal where number = 1) where number = 2",
        "seal: seal 2 of 2025-02-07: found a signature that does not hold"
    )]
    [InlineData(
        "update seal set hash = sha256('x') where number = 2",
        "seal: seal 2 of 2025-02-07: found hash 2d711642b726…"
    )]
    [InlineData("update seal_head set version = version + 1 where number = 2", "were changed")]
    [InlineData(
        "update seal_head set hash = sha256('x') where number = 2 and stream_id = @loan",
        "seal: seal 2 of 2025-02-07: found root"
    )]
    [InlineData(
        "delete from seal_head where number = 1 and stream_id = @loan",
        "seal: seal 1 of 2025-01-24: found root"
    )]
    [InlineData("update seal set number = 0 where number = 1", "seal: seal 0 of 2025-01-24: found hash")]
    [InlineData(
        "delete from seal where number = 1",
        "seal: seal 1: found nothing, expected the seal of that number: it was removed"
    )]
    [InlineData(
        "delete from seal where number = 2; delete from seal_head where number = 2",
        "seal: seal 2: found nothing, expected the seal of that number: it was removed"
    )]
    [InlineData("delete from seal where number = 3", "expected the seal of that number: it was removed")]
    public async Task A_seal_that_was_changed_or_removed(string sql, string message)
    {
        await book.IntrudeAsync(sql);
        (await book.VerifyAsync()).ShouldExit(1).Out.ShouldContain(message);
        (await book.VerifyAgainstFileAsync()).ShouldExit(1).Out.ShouldContain(message);
        // What does not hold is not signed a second time.
        await book.PayAsync("2025-03-14");
        (await book.Program.RunAsync("seal", "--out", Path.Combine(book.Folder, "again.seal")))
            .ShouldExit(2)
            .Error.ShouldContain("; loans verify says more");
        File.Exists(Path.Combine(book.Folder, "again.seal")).ShouldBeFalse();
        (await book.Program.Database.AskAsync("select count(*) from seal where number > 3")).ShouldBe(0L);
        // Closing goes on, and covers nothing up.
        await book.CloseAsync("2025-03-31");
        (await book.VerifyAsync()).ShouldExit(1).Out.ShouldContain(message);
    }

    [Fact]
    public async Task The_last_seal_removed_without_a_trace_is_missed_by_an_exported_one()
    {
        await book.IntrudeAsync("delete from seal where number = 3; delete from seal_head where number = 3");
        (await book.VerifyAsync()).ShouldExit(0);
        (await book.VerifyAgainstFileAsync())
            .ShouldExit(1)
            .Out.ShouldContain("seal: seal 3 of 2025-02-28: found nothing in the database");
    }

    [Fact]
    public async Task Seals_of_another_key_are_refused_and_those_of_an_earlier_one_are_not()
    {
        var key = Path.Combine(book.Folder, "seal.key");
        var first = await File.ReadAllTextAsync(key, Cancellation);
        File.Delete(key);
        var alone = await book.VerifyAgainstFileAsync();
        alone.ShouldExit(0).Error.ShouldContain("this machine has no key of its own to hold the seals against");

        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(key, other.ExportPkcs8PrivateKeyPem(), Cancellation);
        (await book.VerifyAsync())
            .ShouldExit(1)
            .Out.ShouldContain("seal: seal 1 of 2025-01-24: found the signature of key");
        (await book.VerifyAgainstFileAsync())
            .ShouldExit(2)
            .Error.ShouldContain("book.seal: found the signature of key");

        using var earlier = ECDsa.Create();
        earlier.ImportFromPem(first);
        await File.WriteAllTextAsync(
            key,
            $"{other.ExportPkcs8PrivateKeyPem()}\n{earlier.ExportSubjectPublicKeyInfoPem()}\n",
            Cancellation
        );
        (await book.VerifyAgainstFileAsync()).ShouldExit(0).Error.ShouldBeEmpty();
        await book.CloseAsync("2025-03-31");
        (await book.VerifyAgainstFileAsync()).ShouldExit(0);
        (await book.ExportAsync()).Out.ShouldStartWith("seal 4 of default, business day 2025-03-31, made ");
        (await book.VerifyAgainstFileAsync()).ShouldExit(0);
    }

    [Theory]
    [InlineData(1, "\"events\":2", "\"events\":3", "line 1: found a signature that does not hold")]
    [InlineData(
        1,
        "loans-seal-file/1",
        "loans-seal-file/2",
        "line 1: found format \"loans-seal-file/2\", expected loans-seal-file/1"
    )]
    [InlineData(1, "*DEFAULT*", "other", "line 1: found a seal of tenant \"other\", expected one of \"*DEFAULT*\"")]
    [InlineData(1, "2025-02-28", "2025-02-27", "line 1: found a header of another seal")]
    [InlineData(
        1,
        "\"format\"",
        "\"fromat\"",
        "line 1: found what cannot be read, expected the header of an exported seal"
    )]
    [InlineData(
        2,
        "\"streams\":6",
        "\"streams\":7",
        "line 2: found seal 1 of 2025-01-24 with a hash or a signature that does not hold"
    )]
    [InlineData(
        3,
        "\"previous\":\"",
        "\"previous\":\"00",
        "line 3: found seal 2 of 2025-02-07, which follows another seal"
    )]
    [InlineData(3, "\"seal\":2", "\"seal\":3", "line 3: found seal 3, expected seal 2")]
    [InlineData(5, "\"version\":", "\"version\":1", "line 1: found root")]
    [InlineData(6, "\"hash\":\"", "\"hash\":\"z", "line 6: found what cannot be read, expected the head of a stream")]
    [InlineData(7, "{", "", "line 7: found what cannot be read, expected the head of a stream")]
    public async Task A_file_that_was_changed_is_refused(int line, string from, string to, string message)
    {
        var lines = await File.ReadAllLinesAsync(book.SealFile, Cancellation);
        lines[line - 1].ShouldContain(from);
        lines[line - 1] = lines[line - 1].Replace(from, to, StringComparison.Ordinal);
        await File.WriteAllLinesAsync(book.SealFile, lines, Cancellation);
        (await book.VerifyAgainstFileAsync()).ShouldExit(2).Error.ShouldStartWith($"loans: book.seal, {message}");
    }

    [Fact]
    public async Task A_file_with_lines_taken_away_added_or_exchanged_is_refused()
    {
        var lines = await File.ReadAllLinesAsync(book.SealFile, Cancellation);
        await RefusedAsync(lines[..^1], "line 10: found the end of the file, expected the head of a stream");
        await RefusedAsync([.. lines, lines[^1]], "line 11: found a line, expected the end: the header says 6 heads");
        await RefusedAsync([.. lines[..4], lines[5], lines[4], .. lines[6..]], "line 6: found stream ");
        await RefusedAsync([.. lines[..2], .. lines[3..]], "line 3: found seal 3, expected seal 2");
        await RefusedAsync([], "line 1: found the end of the file, expected the header of an exported seal");
        File.Delete(book.SealFile);
        (await book.VerifyAgainstFileAsync()).ShouldExit(2).Error.ShouldContain("cannot be read");
        (await book.Program.RunAsync("seal", "--out", Path.Combine(book.Folder, "nowhere", "book.seal")))
            .ShouldExit(2)
            .Error.ShouldContain("expected one that exists");
    }

    [Fact]
    public async Task An_exported_seal_can_be_followed_by_hand()
    {
        var lines = (await File.ReadAllLinesAsync(book.SealFile, Cancellation))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();
        var (header, seal, heads) = (lines[0], lines[3], lines[4..]);
        var root = Tree([
            .. heads.Select(head =>
                $"*DEFAULT*\n{head.GetProperty("stream")}\n{head.GetProperty("version")}\n{head.GetProperty("hash")}"
            ),
        ]);
        header.GetProperty("root").GetString().ShouldBe(Convert.ToHexStringLower(root));
        heads.Sum(head => head.GetProperty("version").GetInt64()).ShouldBe(header.GetProperty("events").GetInt64());

        using var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(Path.Combine(book.Folder, "seal.key"), Cancellation));
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
        var sealedAt = seal.GetProperty("sealedAt")
            .GetDateTimeOffset()
            .ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        var statement = Encoding.UTF8.GetBytes(
            $"loans-seal 1\ntenant *DEFAULT*\nnumber 3\nbusiness-day 2025-02-28\nsealed-at {sealedAt}\nlast-sequence "
                + $"{seal.GetProperty("lastSequence")}\nevents {seal.GetProperty("events")}\n"
                + $"streams {seal.GetProperty("streams")}\nroot {seal.GetProperty("root")}\nprevious "
                + $"{lines[2].GetProperty("hash")}\nkey {fingerprint}\n"
        );
        seal.GetProperty("hash").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(statement)));
        key.VerifyData(
                statement,
                seal.GetProperty("signature").GetBytesFromBase64(),
                HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence
            )
            .ShouldBeTrue();

        var exported = Encoding.UTF8.GetBytes(
            $"loans-seal-file 1\ntenant *DEFAULT*\nseal 3\nseal-hash {seal.GetProperty("hash")}\nstreams "
                + $"{heads.Count}\nevents {header.GetProperty("events")}\nroot {header.GetProperty("root")}\nkey {fingerprint}\n"
        );
        key.VerifyData(
                exported,
                header.GetProperty("signature").GetBytesFromBase64(),
                HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence
            )
            .ShouldBeTrue();
        heads.Select(head => head.ToString()).ShouldBe(await LogHeadsAsync(), "what is sealed is what the log holds");
    }

    [Fact]
    public async Task It_is_printed_for_paper_as_it_is_in_the_file()
    {
        var printed = (await book.ExportAsync()).Out;
        var header = JsonDocument.Parse((await File.ReadAllLinesAsync(book.SealFile, Cancellation))[0]).RootElement;
        string.Concat(printed.Split('\n')[1..3])
            .Replace("root", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal)
            .ShouldBe(header.GetProperty("root").GetString());
        (await book.VerifyAgainstFileAsync()).Out.ShouldStartWith(string.Join('\n', printed.Split('\n')[..5]));
        File.Exists(book.SealFile + ".part").ShouldBeFalse();

        var document = JsonDocument
            .Parse((await book.Program.RunAsync("seal", "--out", book.SealFile, "--json")).ShouldExit(0).Out)
            .RootElement;
        document
            .GetProperty("root")
            .GetString()
            .ShouldBe(header.GetProperty("root").GetString(), "the same heads have the same root");
        (document.GetProperty("seal").GetInt32(), document.GetProperty("streams").GetInt64()).ShouldBe((3, 6));
    }

    [Fact]
    public async Task An_earlier_seal_is_exported_again_with_the_digits_that_were_written_down()
    {
        var written = (await book.ExportAsync()).Out.Split('\n')[..5];
        await book.PayAsync("2025-03-14");
        await book.CloseAsync("2025-06-30");
        var again = Path.Combine(book.Folder, "again.seal");
        (await book.Program.RunAsync("seal", "--out", again, "--number", "3"))
            .ShouldExit(0)
            .Out.Split('\n')[..5]
            .ShouldBe(written);
        File.ReadLines(again)
            .Skip(1)
            .ShouldBe(
                File.ReadLines(book.SealFile).Skip(1),
                "all but the header's signature, which is another one each time"
            );
        (await book.Program.RunAsync("verify", "--seal", again)).ShouldExit(0);
        foreach (var number in (string[])["0", "5"])
            (await book.Program.RunAsync("seal", "--out", again, "--number", number))
                .ShouldExit(2)
                .Error.ShouldContain($"--number: found {number}, expected a seal from 1 to 4");
    }

    [Fact]
    public async Task What_was_recorded_since_the_last_close_is_sealed_before_it_is_exported()
    {
        await book.PayAsync("2025-03-14");
        (await book.Program.RunAsync("seal", "--out", book.SealFile, "--business-date", "2025-03-15"))
            .ShouldExit(0)
            .Out.ShouldStartWith("seal 4 of default, business day 2025-03-15, ");
        File.ReadLines(book.SealFile)
            .First(line => line.Contains($"{TamperedBook.Loan}", StringComparison.Ordinal))
            .ShouldContain("\"version\":6");
        var other = await book.Program.RunAsync("seal", "--tenant", "nobody", "--out", book.SealFile);
        other.ShouldExit(2).Error.ShouldContain("tenant \"nobody\": found an empty log");
    }

    private async Task RefusedAsync(string[] lines, string message)
    {
        await File.WriteAllLinesAsync(book.SealFile, lines, Cancellation);
        (await book.VerifyAgainstFileAsync()).ShouldExit(2).Error.ShouldStartWith($"loans: book.seal, {message}");
    }

    private async Task<IEnumerable<string>> LogHeadsAsync()
    {
        await using var connection = new NpgsqlConnection(book.Program.Database.Login);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(
            "select distinct on (stream_id) stream_id, version, headers ->> 'hash' from mt_events order by stream_id, version desc",
            connection
        );
        var heads = new List<string>();
        await using var row = await command.ExecuteReaderAsync(Cancellation);
        while (await row.ReadAsync(Cancellation))
            heads.Add(
                $$"""{"stream":"{{row.GetGuid(0)}}","version":{{row.GetInt64(1)}},"hash":"{{row.GetString(2)}}"}"""
            );
        return heads;
    }

    // As RFC 6962 defines it, from the top.
    private static byte[] Tree(string[] leaves)
    {
        if (leaves.Length == 1)
            return SHA256.HashData([0, .. Encoding.UTF8.GetBytes(leaves[0])]);
        var half = 1;
        while (half * 2 < leaves.Length)
            half *= 2;
        return SHA256.HashData([1, .. Tree(leaves[..half]), .. Tree(leaves[half..])]);
    }
}
