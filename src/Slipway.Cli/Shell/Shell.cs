using System.CommandLine;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>From arguments to exit code: language, parsing, dispatch, printing, and what happens when something breaks.</summary>
internal static class Shell
{
    public static async Task<int> Run(string[] arguments)
    {
        var language = LanguageChoice.Of(arguments, Environment.GetEnvironmentVariable);
        var general = GeneralOptions.In(language);
        var root = Commands.Root(general, language);
        if (arguments is [Completion.Directive, .. var words])
            return Suggest(root, words);

        var parsed = Parse(root, arguments);
        var session = Session.OfProcess(language, general.FormOf(parsed), arguments);
        var line = UsageErrors.Line(parsed.CommandResult);
        using var signals = new Signals();
        var outcome = await Ask(session, general, parsed, arguments, signals.Token).ConfigureAwait(false);
        return Printing.Write(session, line, outcome);
    }

    /// <summary>What the program answers, without the process around it.</summary>
    internal static ParseResult Parse(Command root, string[] arguments)
    {
        var configuration = new ParserConfiguration { ResponseFileTokenReplacer = null };
        var parsed = root.Parse(arguments, configuration);
        return ImageCheckOptions.IsFor(parsed, arguments) ? root.Parse(ImageCheckOptions.Joined(arguments), configuration) : parsed;
    }

    internal static async Task<Outcome> Ask(Session session, GeneralOptions general, ParseResult parsed, string[] arguments, CancellationToken cancellation)
    {
        var line = UsageErrors.Line(parsed.CommandResult);
        var verb = (Verb)parsed.CommandResult.Command;
        if (UsageErrors.FlagsWithValues(arguments, parsed.CommandResult).ToList() is { Count: > 0 } flags)
            return Outcome.Of(flags);
        if (parsed.GetResult(general.Help) is { Tokens.Count: 0, Implicit: false } || (verb.Parents.FirstOrDefault() is null && parsed.Tokens.Count == 0))
            return Help.Of(verb, line, session.Language);
        if (parsed.GetResult(general.Version) is { Implicit: false } && parsed.UnmatchedTokens.Count == 0)
            return Help.Version();
        var wrong = UsageErrors.Of(parsed).Concat(general.Wrong(parsed)).ToList();
        if (wrong.Count > 0)
            return Outcome.Of(wrong);
        return verb.Run is null
            ? Outcome.Of(UsageRules.CommandMissing, line)
            : await Guarded(session, verb.Run, parsed, cancellation).ConfigureAwait(false);
    }

    private static async Task<Outcome> Guarded(
        Session session, Func<Session, ParseResult, CancellationToken, Task<Outcome>> run, ParseResult parsed, CancellationToken cancellation)
    {
        try
        {
            return await run(session, parsed, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Outcome.Of(ProgramRules.Interrupted);
        }
        catch (IOException closed) when (ProcessStreams.IsBrokenPipe(closed))
        {
            return Outcome.Done;
        }
        catch (TemporaryFolderException refused)
        {
            return Outcome.Of(NoTemporary(session, refused));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return Outcome.Of(ProgramRules.MachineRefused, refused.Message);
        }
        catch (Exception fault)
        {
            session.Error.WriteLine(SafeText.Lines(fault.ToString()));
            return Outcome.Of(ProgramRules.Broken, fault.Message);
        }
    }

    private static Diagnostic NoTemporary(Session session, TemporaryFolderException refused)
        => Diagnostic.Of(TemporaryFolderRules.NoTemporary, (Location?)null, refused.Folder, refused.Reason.English) with
        {
            ChineseArguments = [refused.Folder, refused.Reason.Chinese],
            SpecialHelp = string.IsNullOrEmpty(session.Environment(TemporaryFolder.Variable)) ? null : TemporaryFolderRules.ByVariable,
        };

    private static int Suggest(Command root, IReadOnlyList<string> words)
    {
        using var output = ProcessStreams.Output(flush: false);
        foreach (var (candidate, about) in Completion.Candidates(root, words))
            output.Write($"{candidate}\t{about}\n");
        return ExitCode.Done;
    }
}
