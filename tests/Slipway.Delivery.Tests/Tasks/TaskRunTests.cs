using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Slipway.Components;
using Slipway.Packages;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Delivery.Tests.Tasks;

/// <summary>Programs of tasks on this machine, the hostile ones above all.</summary>
public sealed class TaskRunTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-tasks-");
    private readonly List<string> lines = [];
    private readonly string mark = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_program_is_told_by_JSON_and_sees_nothing_of_the_operator_s_environment()
    {
        Environment.SetEnvironmentVariable("SLIPWAY_TEST_PASSWORD", "hidden");
        var ran = await Run("""
            read -r request
            echo "$request" >&2
            env | cut -d= -f1 | sort | tr '\n' ' ' >&2
            case $HOME in "$PWD"|"") exit 9;; esac
            test "$(stat -c %a "$HOME/..")" = 700 || exit 8
            echo '{"state": "ok", "message": "3 rows", "outputs": {"host": "a", "port": 5432}}'
            """, with: spec => spec with { Env = new Dictionary<string, string> { ["MODE"] = "fast" }, Outputs = new Dictionary<string, string> { ["host"] = "string", ["port"] = "integer" } });
        ran.Problem.ShouldBeNull();
        ran.Reply!.Word([]).ShouldBe("ok: 3 rows");
        ran.Reply.Outputs.ShouldBe(new Dictionary<string, string> { ["host"] = "a", ["port"] = "5432" });
        lines.ShouldBe(["""{"action":"install","attempt":1}""", "HOME LANG MODE PATH PWD SLIPWAY_TASK_ACTION SLIPWAY_TASK_MARK TMPDIR "]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mkdir \"$HOME/kept\" && chmod 0 \"$HOME/kept\"; exit 3")]
    public async Task Its_folder_is_gone_afterwards_however_it_ended(string end)
    {
        await Run($"echo \"$HOME\" >&2; {end}");
        Directory.Exists(lines.ShouldHaveSingleItem()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("echo '{\"state\": 3}'", "`state` is of a wrong type")]
    [InlineData("echo '{\"status\": \"ok\"}'", "a member `status`")]
    [InlineData("echo registered", "no JSON")]
    [InlineData("echo '[]'", "no JSON object")]
    [InlineData("echo '{} {}'", "no JSON")]
    [InlineData("echo '{\"state\": \"a\", \"state\": \"b\"}'", "no JSON")]
    [InlineData("printf '{\"state\": \"\\377\"}'; printf '\\000'", "no JSON")]
    [InlineData("i=0; while [ $i -lt 3000 ]; do printf '{\"outputs\":'; i=$((i+1)); done", "no JSON")]
    [InlineData("echo '{\"outputs\": {\"a\": {}}}'", "the output `a` is no single value")]
    [InlineData("echo '{\"outputs\": {\"other\": \"a\"}}'", "`outputs` does not declare")]
    [InlineData("echo '{}'", "does not hand out `host`")]
    [InlineData("echo '{\"outputs\": {\"host\": 3}}'", "`host` is of a wrong type")]
    public async Task A_reply_that_cannot_be_used_is_told_with_what_is_wrong(string script, string fault)
    {
        var ran = await Run(script, with: spec => spec with { Outputs = new Dictionary<string, string> { ["host"] = "string" } });
        ran.Problem!.Rule.ShouldBe(TaskRules.BadReply);
        ran.Problem.Message(Language.English).ShouldContain(fault);
    }

    [Fact]
    public async Task A_secret_that_a_reply_repeats_is_in_no_message()
    {
        var outputs = new Dictionary<string, string> { ["password"] = TaskOutput.Secret };
        var failed = await Run("""echo '{"message": "no login with hunter22", "outputs": {"password": "hunter22"}}'; exit 3""", with: spec => spec with { Outputs = outputs });
        failed.Problem!.Rule.ShouldBe(TaskRules.Failed);
        failed.Problem.Message(Language.English).ShouldNotContain("hunter22");
        failed.Problem.Message(Language.English).ShouldContain("exit code 3: no login with …");
        (await Run("""echo 'x {"password": "hunter22-and-more"}'""")).Problem!.Message(Language.English).ShouldNotContain("hunter22-and-more");
    }

    [Fact]
    public async Task A_gigabyte_on_either_stream_ends_the_program_or_is_let_go_and_costs_no_memory()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        (await Run("exec head -c 1000000000 /dev/zero")).Problem!.Rule.ShouldBe(TaskRules.TooMuch);
        var loud = await Run("head -c 200000000 /dev/zero | tr '\\0' x >&2; echo '{}'");
        loud.Problem.ShouldBeNull();
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(20L << 20);
        lines.ShouldHaveSingleItem().Length.ShouldBe(500);
    }

    [Fact]
    public async Task A_program_that_ignores_SIGTERM_is_killed_with_its_children_and_says_what_it_said()
    {
        var clock = Stopwatch.StartNew();
        var ran = await Run("trap '' TERM; echo waiting >&2; sleep 301 & while :; do sleep 1; done", with: spec => spec with { Limit = TimeSpan.FromSeconds(3) });
        ran.Problem!.Rule.ShouldBe(TaskRules.TimedOut);
        ran.Said.ShouldContain("waiting");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        (await ProgramGroup.Kill(mark)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_child_that_leaves_its_parent_and_session_is_ended_and_told()
    {
        // Often: at any moment of the three programs that the child takes up one after the other.
        for (var time = 0; time < 40; time++)
        {
            var ran = await Run("setsid sh -c 'exec sleep 302' > /dev/null 2>&1 < /dev/null & echo '{}'");
            ran.Problem.ShouldBeNull();
            ran.Notes.ShouldHaveSingleItem($"time {time}").Rule.ShouldBe(TaskRules.LeftRunning);
            (await ProgramGroup.Kill(mark)).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("{0} & sleep 1")]
    [InlineData("sh -c '{0} & sleep 1' & sleep 2")]
    [InlineData("{0} & sleep 60")]
    public async Task A_child_that_forgets_its_environment_and_leaves_the_session_is_ended_all_the_same(string script)
    {
        var number = Path.Combine(folder.FullName, "number");
        var child = $"env -i PATH=\"$PATH\" setsid sh -c 'echo $$ > {number}; exec sleep 306' > /dev/null 2>&1 < /dev/null";
        if (script.Contains('\'', StringComparison.Ordinal))
            child = $"{TestProgram.Script(Path.Combine(folder.FullName, "child"), child)}";
        var ran = await Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, script, child) + "; echo '{}'", with: spec => spec with { Limit = TimeSpan.FromSeconds(5) });
        if (script.EndsWith("60", StringComparison.Ordinal))
            ran.Problem!.Rule.ShouldBe(TaskRules.TimedOut);
        else
            ran.Notes.ShouldHaveSingleItem().Message(Language.English).ShouldContain("sleep");
        Runs(await File.ReadAllTextAsync(number, TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    /// <summary>One that has ended may wait for somebody who takes it away.</summary>
    private static bool Runs(string process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process.Trim()}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    [Fact]
    public async Task What_a_killed_run_left_is_ended_before_it_is_asked_again()
    {
        var start = new ProcessStartInfo("sleep", ["303"]);
        start.Environment[ProgramGroup.Variable] = mark;
        using var left = Process.Start(start)!;
        var ran = await Run("echo '{}'");
        ran.Problem.ShouldBeNull();
        ran.Notes.ShouldHaveSingleItem().Message(Language.English).ShouldContain("sleep");
        left.HasExited.ShouldBeTrue();
    }

    [Fact]
    public async Task The_folder_of_a_killed_run_goes_with_the_next_one_and_that_of_a_run_beside_it_stays()
    {
        var (left, beside) = (Directory.CreateTempSubdirectory("slipway-task-").FullName, TaskFolder.Make(folder.FullName));
        await File.WriteAllTextAsync(Path.Combine(left, "kubeconfig"), "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "running-killed"), left, TestContext.Current.CancellationToken);
        // Neither what is empty because the run was killed that early, nor what somebody made of it leads anywhere.
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "running-early"), "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "running-astray"), folder.FullName, TestContext.Current.CancellationToken);
        (await Run("echo '{}'")).Problem.ShouldBeNull();
        Directory.Exists(left).ShouldBeFalse();
        Directory.Exists(beside.Path).ShouldBeTrue();
        Directory.GetFiles(folder.FullName).Select(Path.GetFileName).Order().ShouldBe(["program", $"running-{beside.Path[^(beside.Path.Length - beside.Path.LastIndexOf('-') - 1)..]}"]);
        beside.Dispose();
        Directory.Exists(beside.Path).ShouldBeFalse();
        Directory.GetFiles(folder.FullName, "running-*").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_interruption_ends_the_program()
    {
        using var stop = new CancellationTokenSource();
        var running = Run("echo started >&2; sleep 304", line: _ => stop.Cancel(), cancellation: stop.Token);
        await Should.ThrowAsync<OperationCanceledException>(running);
        (await ProgramGroup.Kill(mark)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("#!/opt/nowhere/python\n", "/opt/nowhere/python, which is not on this machine")]
    [InlineData("echo no shebang\n", "neither")]
    public async Task What_cannot_run_here_is_told(string content, string why)
    {
        var file = Path.Combine(folder.FullName, "program");
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        (await Of(file)).Problem!.Message(Language.English).ShouldContain(why);
    }

    [Fact]
    public async Task A_program_for_another_machine_is_told_as_that()
    {
        var file = Path.Combine(folder.FullName, "program");
        var elf = new byte[64];
        "\u007FELF\u0002\u0001\u0001"u8.CopyTo(elf);
        (elf[16], elf[18]) = (2, TaskSpec.Machine == "linux/amd64" ? (byte)183 : (byte)62);
        await File.WriteAllBytesAsync(file, elf, TestContext.Current.CancellationToken);
        (await Of(file)).Problem!.Message(Language.English).ShouldContain($"this machine is {TaskSpec.Machine}");
    }

    [Fact]
    public void No_bytes_of_a_reply_or_an_executable_are_more_than_a_fault()
    {
        var random = new Random(7);
        byte[] sound = [.. """{"state": "ok", "message": "m", "ready": true, "outputs": {"a": 1}}"""u8];
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = random.Next(3) == 0 ? new byte[random.Next(200)] : [.. sound];
            if (bytes.Length != sound.Length)
                random.NextBytes(bytes);
            for (var flips = random.Next(4); flips > 0 && bytes.Length > 0; flips--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var (reply, fault) = TaskReply.Read(bytes);
            (reply is null).ShouldBe(fault is not null);
            reply?.Misfit(new Dictionary<string, string> { ["a"] = "integer" });
            "\u007FELF"u8.CopyTo(bytes.Length > 4 ? bytes : new byte[4]);
            ExecutableForm.Of(bytes).ShouldNotBeNull();
        }
    }

    [Fact]
    public void What_is_kept_is_found_only_as_it_was_and_only_its_user_may_look()
    {
        var store = new TaskStore(folder.FullName);
        var (first, second) = (Kept("1.0.0", "#!/bin/sh\n"), Kept("1.1.0", "#!/bin/sh\necho\n"));
        store.Keep(first.Spec, first.File);
        store.Keep(first.Spec, first.File);
        store.Earlier("legacy").ShouldBeNull();
        store.Keep(second.Spec, second.File);
        store.Find("legacy")!.Version.ShouldBe("1.1.0");
        store.Earlier("legacy")!.Version.ShouldBe("1.0.0");
        File.GetUnixFileMode(Path.Combine(folder.FullName, "tasks")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.AppendAllText(store.PathOf(second.Spec), "rm -rf /\n");
        store.Find("legacy").ShouldBeNull();
        store.Return(store.Earlier("legacy")!);
        store.Find("legacy")!.Version.ShouldBe("1.0.0");
        store.Forget("legacy");
        Directory.GetFiles(Path.Combine(folder.FullName, "tasks")).ShouldBeEmpty();
    }

    private static (TaskSpec Spec, ProgramFile File) Kept(string version, string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return (new TaskSpec("legacy", version, "tools/register.sh", digest), new ProgramFile("", "tools/register.sh", digest, bytes));
    }

    private async Task<TaskRan> Run(string script, Func<TaskSpec, TaskSpec>? with = null, Action<string>? line = null, CancellationToken? cancellation = null)
    {
        return await Of(TestProgram.Script(Path.Combine(folder.FullName, "program"), script), with, line, cancellation);
    }

    private Task<TaskRan> Of(string file, Func<TaskSpec, TaskSpec>? with = null, Action<string>? line = null, CancellationToken? cancellation = null)
    {
        var spec = new TaskSpec("legacy", "1.0.0", "tools/register.sh", new string('0', 64)) { Limit = TimeSpan.FromSeconds(60) };
        return TaskRun.Run(
            with?.Invoke(spec) ?? spec, file, new JsonObject { ["action"] = "install", ["attempt"] = 1 }, mark, null, line ?? Keep, TimeProvider.System,
            cancellation ?? TestContext.Current.CancellationToken, TimeSpan.FromSeconds(1));
    }

    private void Keep(string line)
    {
        lock (lines)
            lines.Add(line);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
