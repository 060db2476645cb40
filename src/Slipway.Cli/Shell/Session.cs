using Slipway.Yaml;

namespace Slipway.Cli;

internal enum OutputForm
{
    Text,
    Json,

    /// <summary>Findings for code scanning; only <c>check</c> has it.</summary>
    Sarif,

    /// <summary>A page to hand on; only <c>package needs</c> has it.</summary>
    Markdown,
}

/// <summary>What one run of the program touches of the process around it.</summary>
/// <param name="Out">What was asked for: data, or exactly one JSON document.</param>
/// <param name="Error">What is said to people beside it.</param>
internal sealed record Session(Language Language, OutputForm Form, TextWriter Out, TextWriter Error)
{
    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    public bool ColourOut { get; init; }

    public bool ColourError { get; init; }

    /// <summary>How wide the terminal is; null where there is none, or where it does not say.</summary>
    public Func<int?> Columns { get; init; } = () => null;

    /// <summary>Somebody sits at a terminal and may be asked.</summary>
    public bool Asks { get; init; }

    /// <summary>The command line for records, without the values of traits: they may be passwords.</summary>
    public string CommandLine { get; init; } = "";

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public Func<string, string?> Environment { get; init; } = _ => null;

    public static Session OfProcess(Language language, OutputForm form, IReadOnlyList<string> arguments)
    {
        Func<string, string?> environment = System.Environment.GetEnvironmentVariable;
        var (outIsTerminal, errorIsTerminal) = (!Console.IsOutputRedirected, !Console.IsErrorRedirected);
        return new Session(
            language,
            form,
            ProcessStreams.Output(flush: outIsTerminal),
            ProcessStreams.Error())
        {
            OutIsTerminal = outIsTerminal,
            ErrorIsTerminal = errorIsTerminal,
            ColourOut = Colours(outIsTerminal, environment),
            ColourError = Colours(errorIsTerminal, environment),
            Asks = errorIsTerminal && !Console.IsInputRedirected,
            Environment = environment,
            Columns = Terminal.Columns,
            CommandLine = ForRecord(arguments),
        };
    }

    /// <summary>NO_COLOR wins over CLICOLOR_FORCE, and both over what the terminal could show.</summary>
    public static bool Colours(bool isTerminal, Func<string, string?> environment)
    {
        if (environment("NO_COLOR") is { Length: > 0 })
            return false;
        if (environment("CLICOLOR_FORCE") is { Length: > 0 } force && force != "0")
            return true;
        return isTerminal && environment("TERM") is { Length: > 0 } terminal && terminal != "dumb";
    }

    public static string ForRecord(IReadOnlyList<string> arguments)
    {
        var words = new List<string> { "slipway" };
        for (var i = 0; i < arguments.Count; i++)
        {
            var inline = arguments[i].StartsWith("--trait=", StringComparison.Ordinal) || arguments[i].StartsWith("--trait:", StringComparison.Ordinal);
            var from = inline ? "--trait=".Length : i > 0 && arguments[i - 1] == "--trait" ? 0 : arguments[i].Length;
            var value = arguments[i].IndexOf('=', from);
            words.Add(value < 0 ? arguments[i] : arguments[i][..(value + 1)] + "…");
        }
        return string.Join(' ', words);
    }

    /// <summary>One line to people, never part of the data.</summary>
    public void Say(LocalText text, params string[] arguments)
        => Error.WriteLine(SafeText.Line(text.In(Language, arguments)));
}
