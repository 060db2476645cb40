using Slipway.Packages.Tests.Composing;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Steps;

public sealed class BuildStepsTests : IDisposable
{
    private readonly TestApplication files = new TestApplication().WithService("web");
    private readonly DirectoryInfo memory = Directory.CreateTempSubdirectory("slipway-steps-");
    private readonly List<BuildStepEvent> told = [];
    private readonly Dictionary<string, string> environment = new() { ["PATH"] = Environment.GetEnvironmentVariable("PATH")!, ["SECRET_TOKEN"] = "x", ["PASSED"] = "yes" };

    [Fact]
    public async Task A_step_runs_once_and_again_only_when_something_that_it_reads_or_made_has_changed()
    {
        Build("make: {run: [sh, -c, \"cat in.txt > out.txt; echo x >> count\"], inputs: [in.txt], outputs: [out.txt]}");
        files.With("in.txt", "one");
        (await Run()).ShouldBeEmpty();
        (await Run()).ShouldBeEmpty();
        Count.ShouldBe(1);
        File.SetLastWriteTimeUtc(Path.Combine(files.Folder, "in.txt"), DateTime.UnixEpoch);
        (await Run()).ShouldBeEmpty();
        Count.ShouldBe(1, "times do not count");
        files.With("in.txt", "two");
        (await Run()).ShouldBeEmpty();
        (Count, Text("out.txt")).ShouldBe((2, "two"));
        files.With("out.txt", "spoilt");
        (await Run()).ShouldBeEmpty();
        (Count, Text("out.txt")).ShouldBe((3, "two"));
        File.Delete(Path.Combine(files.Folder, "out.txt"));
        (await Run()).ShouldBeEmpty();
        Count.ShouldBe(4);
        told.Select(step => step.IsUnchanged).ShouldBe([false, true, true, false, false, false]);
    }

    [Fact]
    public async Task A_step_without_inputs_runs_each_time_and_outputs_inside_an_input_folder_do_not_count_as_input()
    {
        Build("a: {run: [sh, -c, 'echo x >> count; touch a'], outputs: [a]}\nb: {run: [sh, -c, 'date +%N > src/made; echo y >> count'], inputs: [src], outputs: [src/made]}");
        files.With("src/text", "one");
        await Run();
        await Run();
        Text("count").Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["x", "y", "x"]);
    }

    [Theory]
    [InlineData("srcc.txt")]
    [InlineData("*.txt")]
    public async Task An_input_that_is_not_there_is_told_where_it_is_named_and_the_step_does_not_run(string wrong)
    {
        files.With("src.txt", "one");
        Build($"make: {{run: [sh, -c, \"cat src.txt > out.txt; echo x >> count\"], inputs: [src.txt, \"{wrong}\"], outputs: [out.txt]}}");
        var missing = (await Run()).ShouldHaveSingleItem();
        missing.Rule.Code.ShouldBe("SLW0170");
        missing.Arguments[0].ShouldBe(wrong);
        missing.At.ShouldNotBeNull();
        told.ShouldBeEmpty();
        File.Exists(Path.Combine(files.Folder, "count")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_input_may_be_what_an_earlier_step_makes_and_what_the_step_itself_makes_is_none()
    {
        Build("a: {run: [sh, -c, 'echo one > made'], outputs: [made]}\nb: {run: [sh, -c, 'mkdir -p out; cp made out/too'], inputs: [made, out/too], outputs: [out]}");
        (await Run()).ShouldBeEmpty();
        Text("out/too").ShouldBe("one\n");
    }

    [Fact]
    public async Task It_sees_only_the_variables_that_it_names()
    {
        Build("a: {run: [sh, -c, 'env > seen'], env: {MINE: own}, pass: [PASSED, NOT_THERE], outputs: [seen]}");
        (await Run()).ShouldBeEmpty();
        var seen = Text("seen").Split('\n');
        seen.ShouldContain("MINE=own");
        seen.ShouldContain("PASSED=yes");
        seen.ShouldNotContain(line => line.StartsWith("SECRET_TOKEN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_last_that_a_failing_step_said_is_told_and_nothing_after_it_runs()
    {
        Build("a: {run: [sh, -c, 'echo out; echo err >&2; exit 3'], outputs: [a]}\nb: {run: [touch, b], outputs: [b]}");
        var failed = (await Run()).ShouldHaveSingleItem();
        failed.Rule.ShouldBe(StepRules.Failed);
        failed.Arguments[1].ShouldBe("exit code 3");
        told[^1].Said!.Split('\n').ShouldBe(["out", "err"], ignoreOrder: true);
        File.Exists(Path.Combine(files.Folder, "b")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_step_that_takes_too_long_is_ended_with_all_that_it_started()
    {
        Build("a: {run: [sh, -c, 'sleep 300 & echo $! > child; wait'], outputs: [child], timeout: 3s}");
        (await Run()).ShouldHaveSingleItem().Arguments[1].ShouldBe("it took longer than 3s");
        var child = $"/proc/{Text("child").Trim()}/stat";
        // Nobody may be there to take a dead orphan away.
        for (var i = 0; i < 100 && Runs(child); i++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Runs(child).ShouldBeFalse();

        static bool Runs(string stat)
        {
            try
            {
                return !File.ReadAllText(stat).Contains(") Z ", StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    [Theory]
    [InlineData("a: {run: [no-such-program], outputs: [a]}", "SLW0793")]
    [InlineData("a: {run: [./no-such], outputs: [a]}", "SLW0793")]
    [InlineData("a: {run: ['true'], in: no-such-folder, outputs: [a]}", "SLW0793")]
    [InlineData("a: {run: ['true'], outputs: [a]}", "SLW0794")]
    public async Task What_does_not_start_or_makes_nothing_is_told(string step, string code)
    {
        Build(step);
        (await Run()).ShouldHaveSingleItem().Rule.Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("a: {run: [x], outputs: [../a]}")]
    [InlineData("a: {run: [x], outputs: [/etc/passwd]}")]
    [InlineData("a: {run: [x], in: .., outputs: [a]}")]
    [InlineData("a: {run: [x], inputs: [a/../../b], outputs: [a]}")]
    [InlineData("a: {run: [x], outputs: [a], pass: ['A=B']}")]
    [InlineData("a: {run: [x], outputs: [a], timeout: 0s}")]
    [InlineData("a: {run: [], outputs: [a]}")]
    [InlineData("a: {run: [x], outputs: []}")]
    public void Steps_that_reach_out_of_the_folder_or_make_no_sense_are_no_steps(string step)
    {
        Build(step);
        var composed = files.Compose();
        (composed.Composition is null || composed.Composition.Application.Build.Count == 0).ShouldBeTrue();
    }

    [Fact]
    public async Task Steps_of_a_middle_product_beside_it_come_first_and_composing_runs_none()
    {
        files.With("backend/web.yaml", Text("web.yaml")).WithApplication("backend/application.yaml", "web: {service: web.yaml}", "build: {inner: {run: [touch, made], outputs: [made]}}");
        files.WithApplication("application.yaml", "backend: {application: backend}", "build: {outer: {run: [cp, backend/made, too], outputs: [too]}}");
        files.Compose().Composition.ShouldNotBeNull();
        File.Exists(Path.Combine(files.Folder, "backend", "made")).ShouldBeFalse();
        (await Run()).ShouldBeEmpty();
        told.Select(step => step.Step).ShouldBe(["inner", "outer"]);
    }

    public void Dispose()
    {
        files.Dispose();
        memory.Delete(recursive: true);
    }

    private int Count => Text("count").Count(c => c == 'x');

    private string Text(string path) => File.ReadAllText(Path.Combine(files.Folder, path));

    private void Build(string steps) => files.WithApplication("application.yaml", "web: {service: web.yaml}", $"build:\n{string.Join('\n', steps.Split('\n').Select(line => "  " + line))}");

    private Task<IReadOnlyList<Diagnostic>> Run()
        => BuildSteps.Run(Path.Combine(files.Folder, "application.yaml"), new BuildStepOptions(memory.FullName, environment.GetValueOrDefault) { Progress = told.Add }, TestContext.Current.CancellationToken);
}
