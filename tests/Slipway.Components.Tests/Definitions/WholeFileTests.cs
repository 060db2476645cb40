namespace Slipway.Components.Tests.Definitions;

/// <summary>A file appears whole or not at all, and what killed processes left is taken away by the next.</summary>
public sealed class WholeFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-whole-");

    private string Target => Path.Combine(folder.FullName, "shop.slip");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Without_the_last_word_the_old_file_stays_and_nothing_beside_it()
    {
        File.WriteAllText(Target, "old");
        using (var whole = WholeFile.Begin(Target, 100))
        {
            whole.Stream.Write("new"u8);
            whole.Stream.Flush();
            File.ReadAllText(Target).ShouldBe("old");
        }
        Names().ShouldBe(["shop.slip"]);
        File.ReadAllText(Target).ShouldBe("old");
    }

    [Fact]
    public void A_link_stays_one_and_permissions_are_kept()
    {
        var real = Path.Combine(folder.FullName, "real");
        File.WriteAllText(real, "old");
        File.SetUnixFileMode(real, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        File.CreateSymbolicLink(Target, "real");
        WholeFile.Write(Target, "new");
        File.ReadAllText(real).ShouldBe("new");
        new FileInfo(Target).LinkTarget.ShouldBe("real");
        File.GetUnixFileMode(real).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
    }

    [Fact]
    public void What_a_killed_process_left_goes_and_what_is_being_written_stays()
    {
        Left($".shop.slip.slipway-{Dead()}-1");
        Left($".shop.slip.slipway-{Environment.ProcessId}-999999");
        Left(".shop.slip.slipway-notes");
        Left(".other.slip.slipway-4711-1");
        using var other = WholeFile.Begin(Target);
        Should.Throw<IOException>(() => new FileStream(other.Stream.Name, FileMode.Open, FileAccess.ReadWrite, FileShare.None), "a run in another container, where the process id says nothing, sees the lock");
        using (var whole = WholeFile.Begin(Target))
            whole.Commit();
        Names().Count(name => name.StartsWith(".shop.slip.slipway-", StringComparison.Ordinal)).ShouldBe(2);
        Names().ShouldContain(".shop.slip.slipway-notes");
        Names().ShouldContain(".other.slip.slipway-4711-1");
        other.Stream.Write("the later one"u8);
        other.Commit();
        File.ReadAllText(Target).ShouldBe("the later one");
    }

    [Fact]
    public void Many_writers_of_one_file_at_once_leave_one_of_theirs_and_nothing_else()
    {
        Parallel.For(0, 200, i =>
        {
            if (i % 2 == 0)
                WholeFile.Write(Target, new string((char)('a' + (i % 26)), 10_000));
            else
                using (var whole = WholeFile.Begin(Target))
                {
                    whole.Stream.Write(WholeFile.Utf8(new string((char)('a' + (i % 26)), 10_000)));
                    whole.Commit(toDisk: false);
                }
        });
        Names().ShouldBe(["shop.slip"]);
        var text = File.ReadAllText(Target);
        (text.Length, text.Distinct().Count()).ShouldBe((10_000, 1));
    }

    /// <summary>The id of a process that has ended.</summary>
    private static int Dead()
    {
        using var process = System.Diagnostics.Process.Start("true");
        process.WaitForExit();
        return process.Id;
    }

    private IEnumerable<string> Names() => folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal);

    private void Left(string name) => File.WriteAllText(Path.Combine(folder.FullName, name), "half");
}
