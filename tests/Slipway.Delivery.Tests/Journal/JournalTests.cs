using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using CsCheck;

namespace Slipway.Delivery.Tests;

public sealed class JournalTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-journal-");

    public void Dispose() => folder.Delete(recursive: true);

    private string LogFile => Path.Combine(folder.FullName, JournalFile.FileName);

    [Fact]
    public void Whatever_is_written_is_read_again_and_the_chain_holds()
        => Gen.String.Select(Gen.Long, Gen.Double).Array[1, 6].Sample(items =>
        {
            var events = Write(items.Select(i => new JsonObject { ["b"] = i.Item1, ["a"] = i.Item2, ["c"] = JsonValue.Create(double.IsFinite(i.Item3) ? i.Item3 : 0) }));
            var read = JournalFile.Read(folder.FullName);
            read.Problem.ShouldBeNull();
            read.Events.Select(e => e.ToString()).ShouldBe(events.Select(e => e.ToString()));
            File.Delete(LogFile);
        }, iter: 200, threads: 1);

    [Fact]
    public void A_cut_at_any_byte_loses_no_whole_line_and_the_chain_goes_on()
    {
        var lines = Write(Enumerable.Range(1, 4).Select(n => new JsonObject { ["n"] = n })).Select(e => e.Line()).ToList();
        var whole = File.ReadAllBytes(LogFile);
        Gen.Int[0, whole.Length].Sample(cut =>
        {
            File.WriteAllBytes(LogFile, whole[..cut]);
            var kept = Enumerable.Range(0, lines.Count + 1).Last(n => lines.Take(n).Sum(l => l.Length) <= cut);
            using var journal = Opened(out var notes);
            journal.Events.Count.ShouldBe(kept);
            var isTorn = lines.Take(kept).Sum(l => l.Length) != cut;
            notes.Codes().ShouldBe(isTorn ? [JournalRules.TornLine.Code] : []);
            if (isTorn)
                File.ReadAllBytes(Path.Combine(folder.FullName, "journal.torn-1")).ShouldBe(whole[lines.Take(kept).Sum(l => l.Length)..cut]);
            journal.Append("id", "run", EventKind.RunStarted, []).Sequence.ShouldBe(kept + 1);
            History.Verify(folder.FullName).ShouldBeEmpty();
            File.Delete(Path.Combine(folder.FullName, "journal.torn-1"));
        }, iter: 150, threads: 1);
    }

    [Fact]
    public void A_changed_byte_anywhere_is_found_and_its_line_named()
    {
        Write(Enumerable.Range(1, 4).Select(n => new JsonObject { ["n"] = n }));
        var whole = File.ReadAllBytes(LogFile);
        // Zeros are what a power failure leaves in a line that was never finished: those are set aside, not an error.
        Gen.Int[0, whole.Length - 2].Select(Gen.Byte).Where(t => whole[t.Item1] != t.Item2 && t.Item2 != 0).Sample((at, value) =>
        {
            var changed = whole.ToArray();
            changed[at] = value;
            File.WriteAllBytes(LogFile, changed);
            var problem = History.Verify(folder.FullName).ShouldHaveSingleItem();
            problem.Rule.ShouldBe(JournalRules.ChainBroken);
            // A line feed that was changed joins two lines; one that was made splits one.
            var line = whole.Take(at).Count(b => b == '\n') + 1;
            problem.Arguments[1].ShouldBe($"{line}");
        }, iter: 300, threads: 1);
    }

    [Fact]
    public void A_line_that_was_taken_out_is_found()
    {
        Write(Enumerable.Range(1, 4).Select(n => new JsonObject { ["n"] = n }));
        var lines = File.ReadAllLines(LogFile).ToList();
        lines.RemoveAt(1);
        File.WriteAllText(LogFile, string.Join('\n', lines) + "\n");
        History.Verify(folder.FullName).Text().ShouldBe($"SLW0552 the record {LogFile} is broken at line 2: it does not follow the line before");
        RunJournal.Open(folder.FullName, TimeProvider.System).Journal.ShouldBeNull();
    }

    [Fact]
    public void An_end_that_was_cut_off_shows_by_the_receipts_head()
    {
        var events = Write(Enumerable.Range(1, 3).Select(n => new JsonObject { ["n"] = n }));
        var head = new JournalHead(events[2].Sequence, events[2].Hash);
        History.Verify(folder.FullName, head).ShouldBeEmpty();
        File.WriteAllLines(LogFile, File.ReadAllLines(LogFile)[..2]);
        History.Verify(folder.FullName, head).Codes().ShouldBe([JournalRules.CutOff.Code]);
    }

    [Fact]
    public void The_head_of_another_record_is_no_end_that_was_cut_off()
    {
        var events = Write(Enumerable.Range(1, 3).Select(n => new JsonObject { ["n"] = n }));
        using (var journal = Opened(out _))
            journal.Head.Record.ShouldBe(events[0].Hash);
        var elsewhere = new JournalHead(events[2].Sequence, new('a', 64)) { Record = new('b', 64) };
        History.Verify(folder.FullName, elsewhere).Codes().ShouldBe([JournalRules.Elsewhere.Code]);
        History.Verify(folder.FullName, elsewhere with { Record = events[0].Hash }).Codes().ShouldBe([JournalRules.CutOff.Code]);
        History.Verify(folder.FullName, new JournalHead(events[2].Sequence, events[2].Hash) { Record = events[0].Hash }).ShouldBeEmpty();
    }

    [Fact]
    public void A_second_writer_is_refused_and_told_who_holds_the_lock()
    {
        using var first = Opened(out _);
        var second = RunJournal.Open(folder.FullName, TimeProvider.System);
        second.Journal.ShouldBeNull();
        second.Notes.Text().ShouldContain($"PID {Environment.ProcessId}");
    }

    /// <summary>The child appends events as fast as it can and prints each number after it was written; what it printed must be there after SIGKILL.</summary>
    [Fact]
    public void A_lock_that_cannot_be_opened_is_told_as_what_it_is_and_not_as_another_run()
    {
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "lock"), "lock");
        var opened = RunJournal.Open(folder.FullName, TimeProvider.System);
        opened.Journal.ShouldBeNull();
        opened.Notes.Codes().ShouldBe([JournalRules.Unreadable.Code]);
        opened.Notes.Text().ShouldContain("symbolic link");
    }

    [Fact]
    public async Task What_was_written_before_a_kill_9_is_there_and_the_lock_is_free()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Slipway.Delivery.Tests")) { RedirectStandardOutput = true };
        start.Environment[ChildWriter.Variable] = folder.FullName;
        using var child = Process.Start(start)!;
        var seen = 0L;
        while (seen < 20)
            seen = long.Parse((await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!);
        child.Kill();
        while (await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            seen = long.TryParse(line, out var number) ? Math.Max(seen, number) : seen;
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);

        using var journal = Opened(out _);
        journal.Head.Sequence.ShouldBeGreaterThanOrEqualTo(seen);
        History.Verify(folder.FullName).ShouldBeEmpty();
        History.List(folder.FullName).Runs.Single().Outcome.ShouldBe(RunOutcome.Unfinished);
    }

    [Theory]
    [InlineData("hello", "hello", "prod", "hello@prod")]
    [InlineData("hello", "ns", "prod", "hello.ns@prod")]
    public void A_plain_context_is_the_folders_name(string installation, string space, string context, string expected)
        => Path.GetFileName(JournalFolder.Of("/state", installation, space, context)).ShouldBe(expected);

    [Fact]
    public void No_two_contexts_share_a_folder_on_any_file_system()
        => Gen.Select(Gen.String, Gen.String).Where((a, b) => a != b).Sample((a, b) =>
        {
            var (first, second) = (JournalFolder.Sanitised(a), JournalFolder.Sanitised(b));
            string.Equals(first, second, StringComparison.OrdinalIgnoreCase).ShouldBeFalse();
            first.ShouldNotContain('/');
            first.ShouldNotContain('\\');
        });

    [Fact]
    public void Contexts_that_differ_in_case_or_in_a_replaced_character_do_not_share_a_folder()
    {
        string[] contexts = ["prod", "Prod", "PROD", "a/b", "a_b", "a:b", "arn:aws:eks:eu:1:cluster/x", "arn:aws:eks:eu:1:cluster_x", new('x', 300), new string('x', 300) + "y"];
        contexts.Select(c => JournalFolder.Of("/state", "hello", "hello", c).ToLowerInvariant()).Distinct().Count().ShouldBe(contexts.Length);
    }

    [Fact]
    public void A_relative_XDG_STATE_HOME_is_ignored_as_its_specification_says()
    {
        JournalFolder.Root(null, _ => "relative").ShouldEndWith(Path.Combine(".local", "state", "slipway"));
        JournalFolder.Root(null, _ => "/var/state").ShouldBe("/var/state/slipway");
    }

    private RunJournal Opened(out IReadOnlyList<Slipway.Yaml.Diagnostic> notes)
    {
        var opened = RunJournal.Open(folder.FullName, TimeProvider.System);
        notes = opened.Notes;
        return opened.Journal.ShouldNotBeNull(opened.Notes.Text());
    }

    private List<JournalEvent> Write(IEnumerable<JsonObject> data)
    {
        using var journal = Opened(out _);
        return [.. data.Select(d => journal.Append("id", "run", EventKind.StepStarted, d))];
    }
}

/// <summary>The other process of the kill test: this same executable, which writes instead of testing when a variable names a folder.</summary>
internal static class ChildWriter
{
    public const string Variable = "SLIPWAY_TEST_WRITE_JOURNAL_UNTIL_KILLED";

    [ModuleInitializer]
    internal static void Run()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } folder)
            return;
        using var journal = RunJournal.Open(folder, TimeProvider.System).Journal!;
        while (true)
            Console.WriteLine(journal.Append("id", "run", EventKind.StepStarted, new() { ["text"] = new string('x', 2000) }).Sequence);
    }
}
