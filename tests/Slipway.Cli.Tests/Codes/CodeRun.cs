using System.Text.RegularExpressions;
using Slipway.Yaml;

namespace Slipway.Cli.Tests.Codes;

/// <summary>What a case's command answered in a fresh copy of its folder.</summary>
/// <param name="Found">Empty where the program ran as a process: then the text alone tells.</param>
internal sealed record Answer(int ExitCode, string Text, IReadOnlyList<Diagnostic> Found)
{
    /// <summary>For a golden: the line that was typed, all that came, and how it ended.</summary>
    public string Shown(string line) => $"$ {line}\n{Text}{(Text.Length == 0 || Text.EndsWith('\n') ? "" : "\n")}exit code {ExitCode}\n";

    public bool Tells(Rule rule, Language language)
        => Regex.IsMatch(Text, $"(^|: ){DiagnosticText.Name(rule.Severity, language)} {rule.Code}: ", RegexOptions.Multiline);
}

/// <summary>Fresh copies of a case's files, one a run, and what stands in them.</summary>
internal sealed class CodeRun : IDisposable
{
    /// <summary>In kubeconfigs, definitions and credentials of cases; replaced by the place where their server listens, and put back into what is shown.</summary>
    private const string ServerInFiles = "127.0.0.1:6443";

    private readonly CodeCase code;
    private readonly DirectoryInfo top = Directory.CreateTempSubdirectory("slipway-code-");

    public CodeRun(CodeCase code, bool wrong)
    {
        (this.code, Wrong) = (code, wrong);
        // Cases let another user call; a temporary folder is its maker's alone.
        top.UnixFileMode |= UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        Files = top.CreateSubdirectory("files").FullName;
        if (code.From is { } from)
            Copy(Path.Combine(CodeCase.Root, "common", from));
        Copy(Path.Combine(code.Folder, "both"));
        Copy(Path.Combine(code.Folder, wrong ? "wrong" : "right"));
    }

    public bool Wrong { get; }

    public string Files { get; }

    public string Line => code.Run.Of(Wrong);

    /// <summary>Inside this process, whose current folder is the copy meanwhile.</summary>
    public async Task<Answer> Here(Language language)
    {
        var (before, texts) = (Environment.CurrentDirectory, (Out: new StringWriter { NewLine = "\n" }, Error: new StringWriter { NewLine = "\n" }));
        using var server = await Server();
        Environment.CurrentDirectory = Files;
        try
        {
            var words = CommandWords.Of(Line)!;
            var general = GeneralOptions.In(language);
            var parsed = Shell.Parse(Commands.Root(general, language), words);
            var session = new Session(language, general.FormOf(parsed), texts.Out, texts.Error)
            {
                Environment = name => name.StartsWith("XDG", StringComparison.Ordinal) || name == "KUBECONFIG" ? null : Environment.GetEnvironmentVariable(name),
            };
            var outcome = await Shell.Ask(session, general, parsed, words, TestContext.Current.CancellationToken);
            var exit = Printing.Write(session, UsageErrors.Line(parsed.CommandResult), outcome);
            return new Answer(exit, Normal($"{texts.Out}{texts.Error}", server), outcome.Diagnostics);
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    /// <summary>As users run it: a process of its own, below a shell, in a home that holds nothing.</summary>
    public async Task<Answer> AsProcess(Language language)
    {
        using var server = await Server();
        var place = await CodePlace.Make(code, top, Files, language);
        try
        {
            if (code.Before.Of(Wrong) is { Length: > 0 } lines)
                await place.MustDo(lines);
            var ran = await place.Do(Line);
            if (code.After.Length > 0)
                await place.MustDo(code.After);
            return new Answer(ran.ExitCode, Normal(place.Steady($"{ran.Out}{ran.Error}"), server), []);
        }
        finally
        {
            await place.Leave();
        }
    }

    public void Dispose()
    {
        // What a case has locked must be open to be deleted, at least for those who are not root.
        foreach (var folder in new DirectoryInfo(Files).EnumerateDirectories().Append(new DirectoryInfo(Files)))
            folder.UnixFileMode |= UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        top.Delete(recursive: true);
    }

    private async Task<FakeServer?> Server()
    {
        if (code.Server?.Of(Wrong) is not { Length: > 0 } manner)
            return null;
        var server = FakeServer.Start(manner, Files);
        foreach (var file in Directory.GetFiles(Files, "kubeconfig*").Concat(Directory.GetFiles(Files, "*.yaml")).Concat(Directory.GetFiles(Files, "*.json")))
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace(ServerInFiles, server.Address, StringComparison.Ordinal));
        return server;
    }

    private string Normal(string text, FakeServer? server)
    {
        if (server is not null)
            text = text.Replace(server.Address, ServerInFiles, StringComparison.Ordinal);
        text = text.Replace(Files, "FOLDER", StringComparison.Ordinal).Replace(top.FullName, "TOP", StringComparison.Ordinal);
        foreach (var (pattern, shown) in code.Hide)
            text = Regex.Replace(text, pattern, shown, RegexOptions.Multiline);
        return text;
    }

    private void Copy(string from)
    {
        if (!Directory.Exists(from))
            return;
        foreach (var folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(Files, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(Files, Path.GetRelativePath(from, file)), overwrite: true);
    }
}
