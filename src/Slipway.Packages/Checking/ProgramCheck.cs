using Slipway.Yaml;

namespace Slipway.Packages;

/// <param name="Words">The program and its arguments.</param>
/// <param name="At">The word of the definition that asks for it, or the image's name where no word does.</param>
/// <param name="By">What starts it.</param>
/// <param name="ByInChinese">The same, with the blanks that Latin letters have around them in Chinese.</param>
internal sealed record ProgramStart(IReadOnlyList<string> Words, Location? At, string By, string ByInChinese);

/// <summary>Whether a program can be started in an image, as Linux goes about it: links, mode, <c>#!</c>, machine, loader.</summary>
internal sealed class ProgramCheck(Image image, ImageFiles files, string searchPath, IReadOnlyList<string> volumes)
{
    /// <summary>Scripts whose interpreter is a script: Linux stops at the fifth.</summary>
    private const int MostInterpreters = 4;

    /// <summary>What is mounted over the image when it runs, or written then.</summary>
    private static readonly string[] NotFromImage = ["/proc/", "/dev/", "/sys/", "/run/", "/var/run/"];

    private static readonly string[] Shells = ["sh", "ash", "bash", "dash", "ksh", "zsh"];

    /// <summary>Null when it can, or when that cannot be known.</summary>
    public Diagnostic? Check(ProgramStart start)
        => start.Words[0] is var program && !IsKnown(program) ? null : Program(start, program, 0) ?? ScriptOfShell(start);

    private Diagnostic? Program(ProgramStart start, string program, int depth)
    {
        var found = Locate(program);
        if (found is null)
            return Finding(ImageRules.NotOnPath, start, program, searchPath);
        return found.Outcome switch
        {
            FileOutcome.DanglingLink => Finding(ImageRules.Dangling, start, program, found.Path),
            FileOutcome.LinkLoop => Finding(ImageRules.Circle, start, program),
            FileOutcome.Found when found.Entry!.Kind != FileKind.File => Finding(ImageRules.NotAFile, start, program),
            FileOutcome.Found when !found.Entry!.IsExecutable => Finding(ImageRules.NotExecutable, start, program),
            FileOutcome.Found => Form(start, program, found.Entry!.Program, depth),
            _ => Finding(ImageRules.Missing, start, program),
        };
    }

    /// <summary>A name with a slash is a path; any other is looked for on PATH. Null where it is in none of its folders.</summary>
    private FileFound? Locate(string program)
    {
        if (program.Contains('/', StringComparison.Ordinal))
            return files.Find(program, image.Config.WorkingDirectory);
        FileFound? unfit = null;
        foreach (var folder in searchPath.Split(':'))
        {
            var found = files.Find($"{(folder.Length == 0 ? "." : folder)}/{program}", image.Config.WorkingDirectory);
            if (found is { Entry: { Kind: FileKind.File, IsExecutable: true } })
                return found;
            if (found.Outcome is FileOutcome.LinkLoop || found.Entry is { Kind: FileKind.File } || (found.Outcome == FileOutcome.DanglingLink && !found.Path.EndsWith($"/{program}", StringComparison.Ordinal)))
                unfit ??= found;
        }
        return unfit;
    }

    private Diagnostic? Form(ProgramStart start, string program, ProgramForm? form, int depth) => form switch
    {
        ScriptProgram script => Script(start, program, script, depth),
        ElfProgram { Architecture: { } made } when !RunsOn(made) => Finding(ImageRules.WrongMachine, start, program, made, image.Config.Platform.Architecture),
        ElfProgram { Loader: { } loader } when files.Find(loader).Outcome != FileOutcome.Found => Finding(ImageRules.NoLoader, start, program, loader),
        EmptyProgram or OtherProgram => Finding(ImageRules.NoProgram, start, program),
        _ => null,
    };

    private Diagnostic? Script(ProgramStart start, string program, ScriptProgram script, int depth)
    {
        if (script.Interpreter.Length == 0 || depth >= MostInterpreters)
            return Finding(ImageRules.NoProgram, start, program);
        if (script.Interpreter.EndsWith('\r') || (IsEnv(script) && script.Argument?.EndsWith('\r') == true))
            return Finding(ImageRules.WindowsLineEnds, start, program, (script.Interpreter.EndsWith('\r') ? script.Interpreter : script.Argument!).TrimEnd('\r'));
        var wanted = IsEnv(script) ? [script.Interpreter, .. ByEnv(script.Argument)] : new[] { script.Interpreter };
        foreach (var interpreter in wanted)
            if (Program(start, interpreter, depth + 1) is { } wrong)
                return wrong.Rule == ImageRules.WrongMachine || wrong.Rule == ImageRules.NoLoader ? wrong : Finding(ImageRules.NoInterpreter, start, program, interpreter);
        return null;
    }

    private static bool IsEnv(ScriptProgram script) => script.Interpreter is "env" || script.Interpreter.EndsWith("/env", StringComparison.Ordinal);

    /// <summary>env gets the rest of the line as one word, so <c>#!/usr/bin/env python3 -u</c> looks for a program of that long name; only <c>-S</c> splits it.</summary>
    private static IEnumerable<string> ByEnv(string? argument)
    {
        if (argument is null || (argument.StartsWith('-') && !argument.StartsWith("-S", StringComparison.Ordinal)))
            return [];
        return argument.StartsWith("-S", StringComparison.Ordinal)
            ? argument[2..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !word.StartsWith('-') && !word.Contains('=', StringComparison.Ordinal)).Take(1)
            : [argument];
    }

    /// <summary><c>[sh, /app/start.sh]</c>: the shell reads the file, which need not be executable. What is written when it runs is not looked for.</summary>
    private Diagnostic? ScriptOfShell(ProgramStart start)
        => start.Words is [var shell, var script, ..] && Shells.Contains(shell[(shell.LastIndexOf('/') + 1)..])
            && script.StartsWith('/') && IsKnown(script) && !script.StartsWith("/tmp/", StringComparison.Ordinal)
            && files.Find(script).Outcome != FileOutcome.Found
                ? Finding(ImageRules.Missing, start, script)
                : null;

    private bool IsKnown(string word)
        => word.Length > 0 && !word.Contains("$(", StringComparison.Ordinal)
            && !NotFromImage.Any(folder => word.StartsWith(folder, StringComparison.Ordinal))
            && !volumes.Any(volume => word.StartsWith($"{volume.TrimEnd('/')}/", StringComparison.Ordinal));

    /// <summary>64-bit kernels start the 32-bit programs of their own kind.</summary>
    private bool RunsOn(string made) => (made, image.Config.Platform.Architecture) is var pair
        && (pair.Item2.Length == 0 || made == pair.Item2 || pair is ("386", "amd64") or ("arm", "arm64"));

    private Diagnostic Finding(Rule rule, ProgramStart start, string program, params string[] more)
        => new(rule, start.At, [image.Name, program, start.By, .. more]) { ChineseArguments = [image.Name, program, start.ByInChinese, .. more] };
}
