using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What build steps need of the process around them.</summary>
/// <param name="Memory">The folder where is remembered what a step made; it may be deleted at any time.</param>
/// <param name="Environment">The builder's.</param>
public sealed record BuildStepOptions(string Memory, Func<string, string?> Environment)
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told as it goes on.</summary>
    public Action<BuildStepEvent> Progress { get; init; } = _ => { };
}

/// <summary>A step begins, is as it should be already, or failed.</summary>
/// <param name="Said">The last that a failed one wrote.</param>
public sealed record BuildStepEvent(string Step, bool IsUnchanged, string? Said);

/// <summary>
/// Runs the build steps of an application and of the middle products beside it, inner ones first. Only what lies on this disk as files is looked at: what was fetched, and
/// what is in a package, runs nothing here.
/// </summary>
public static class BuildSteps
{
    /// <param name="path">As of <see cref="Composer.Compose"/>.</param>
    /// <returns>What went wrong; the first step that fails is the last one that is run.</returns>
    public static async Task<IReadOnlyList<Diagnostic>> Run(string path, BuildStepOptions options, CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return await Of(Composer.FileOf(path, DefinitionStore.Disk), seen, options, cancellation).ConfigureAwait(false) is { } failed ? [failed] : [];
    }

    private static async Task<Diagnostic?> Of(string file, HashSet<string> seen, BuildStepOptions options, CancellationToken cancellation)
    {
        // What cannot be read is told when it is composed.
        if (!seen.Add(Path.GetFullPath(file)) || !File.Exists(file) || FileReader.Read(new DefinitionFile(file, FromFolder: false)).Application is not { } application)
            return null;
        var level = new CompositionLevel(file);
        foreach (var inner in application.Components.Where(component => component is { Kind: ComponentKind.Application, Origin: null }).Select(component => level.Beside(component.Source.Value)))
            if (!ApplicationPackage.IsOne(inner) && await Of(Composer.FileOf(inner, DefinitionStore.Disk), seen, options, cancellation).ConfigureAwait(false) is { } failed)
                return failed;
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        foreach (var step in application.Build)
            if (await new BuildStep(step, folder, options).Run(cancellation).ConfigureAwait(false) is { } failed)
                return failed;
        return null;
    }
}

/// <summary>One step.</summary>
/// <param name="folder">The application's, whole.</param>
internal sealed class BuildStep(BuildStepDefinition step, string folder, BuildStepOptions options)
{
    /// <summary>What every program may need to run at all; nothing of it should change what it makes.</summary>
    private static readonly string[] Always = ["PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "USER", "XDG_CACHE_HOME"];

    private static readonly LocalText EveryInput = new(
        "name in `inputs` what is there when the step begins, by paths from this file's folder; patterns such as `*.c` are not known",
        "请在 `inputs` 中填写步骤开始时已存在的文件或目录，路径从本文件所在目录算起；不支持 `*.c` 这样的通配符");

    private static readonly LocalText EveryFolder = new(
        "`in` is a path from this file's folder; a folder that an earlier step makes must be among that step's `outputs`",
        "`in` 的路径从本文件所在目录算起；由之前的步骤创建的目录应写在该步骤的 `outputs` 中");

    private static readonly LocalText Longer = new(
        "what it said stands above; where it needs longer, raise its `timeout` (10m unless written); by hand it is: {2}",
        "其输出见上文；如需更长时间，请调大 `timeout`（默认 10m）；可手动执行：{2}");

    public async Task<Diagnostic?> Run(CancellationToken cancellation)
    {
        if (MissingInput() is { } missingInput)
            return missingInput;
        var environment = Surroundings();
        var memory = new StepMemory(options.Memory, folder, step);
        if (memory.IsAsMade(environment))
        {
            options.Progress(new BuildStepEvent(step.Name.Value, IsUnchanged: true, null));
            return null;
        }
        options.Progress(new BuildStepEvent(step.Name.Value, IsUnchanged: false, null));
        memory.Forget();
        if (await Command(environment, cancellation).ConfigureAwait(false) is { } failed)
            return failed;
        if (step.Outputs.FirstOrDefault(output => !Path.Exists(Path.Combine(folder, output.Value))) is { Node: not null } missing)
            return Diagnostic.Of(StepRules.MadeNothing, missing.At, step.Name.Value, missing.Value);
        memory.Remember(environment);
        return null;
    }

    /// <summary>A name without a file would never change, and the step would be taken for done for ever. What it makes itself does not count as input.</summary>
    private Diagnostic? MissingInput()
    {
        var outputs = step.Outputs.Select(output => Path.GetFullPath(Path.Combine(folder, output.Value))).ToList();
        foreach (var input in step.Inputs)
            if (Path.GetFullPath(Path.Combine(folder, input.Value)) is var path && !Path.Exists(path) && !outputs.Any(output => path == output || path.StartsWith(output + "/", StringComparison.Ordinal)))
                return FileProblems.Say(FileRules.NotThere, input.Value) with { At = input.At, SpecialHelp = EveryInput };
        return null;
    }

    private async Task<Diagnostic?> Command(Dictionary<string, string> environment, CancellationToken cancellation)
    {
        var words = step.Run.Select(word => word.Value).ToList();
        var working = Path.GetFullPath(Path.Combine(folder, step.In.Value));
        // A path with a slash counts from the step's own folder, as a shell there would read it.
        var program = words[0].Contains('/', StringComparison.Ordinal) ? Path.Combine(working, words[0]) : words[0];
        try
        {
            if (!Directory.Exists(working))
                return Told(StepRules.NotStarted, step.In.At ?? step.Name.At, new($"there is no folder `{step.In.Value}`", $"没有目录 `{step.In.Value}`")) with { SpecialHelp = EveryFolder };
            var end = await ProgramRun.Run(new ProgramCall(program, words[1..]) { Folder = working, Environment = environment, Limit = step.Limit, IsTalk = true, Time = options.Time }, cancellation).ConfigureAwait(false);
            if (end.Succeeded)
                return null;
            options.Progress(new BuildStepEvent(step.Name.Value, IsUnchanged: false, end.LastLines(40)));
            return Told(StepRules.Failed, step.Name.At, end.TimedOut ? LimitText.Exceeded(step.Limit) : new($"exit code {end.Code}", $"退出码 {end.Code}"), string.Join(' ', words.Select(ShellWord.Quoted))) with
            {
                SpecialHelp = end.TimedOut ? Longer : null,
            };
        }
        catch (IOException e)
        {
            return Told(StepRules.NotStarted, step.Run[0].At, NotStarted.Of(e, words[0]));
        }
    }

    private Diagnostic Told(Rule rule, Location? at, LocalText how, params string[] more)
        => new(rule, at, [step.Name.Value, how.English, .. more]) { ChineseArguments = [step.Name.Value, how.Chinese, .. more] };

    private Dictionary<string, string> Surroundings()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Always.Concat(step.Pass.Select(name => name.Value)))
            if (options.Environment(name) is { } value)
                environment[name] = value;
        foreach (var (name, value) in step.Env)
            environment[name] = value.Value;
        return environment;
    }
}
