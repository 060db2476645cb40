using System.Text.Json;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>How a command ended, as data; printed in one place.</summary>
/// <param name="Diagnostics">Decide the exit code.</param>
internal sealed record Outcome(IReadOnlyList<Diagnostic> Diagnostics)
{
    public static Outcome Done { get; } = new([]);

    /// <summary>What the JSON document holds beside the common members: property names and values inside an open object.</summary>
    public Action<Utf8JsonWriter>? Data { get; init; }

    /// <summary>What is asked for, as text on standard output.</summary>
    public Action<TextWriter>? Text { get; init; }

    /// <summary>More lines for people, such as the last lines of a log, between the findings and the summary.</summary>
    public IReadOnlyList<string> Aside { get; init; } = [];

    /// <summary>One closing line for people.</summary>
    public string? Summary { get; init; }

    /// <summary>The findings are what was asked for, so they go to standard output.</summary>
    public bool FindingsAreTheResult { get; init; }

    /// <summary>Set where the findings alone do not say it.</summary>
    public int? Code { get; init; }

    public int ExitCode => Code ?? Cli.ExitCode.Of(Diagnostics);

    public static Outcome Of(params IReadOnlyList<Diagnostic> diagnostics) => new(diagnostics);

    public static Outcome Of(Rule rule, params string[] arguments) => new([Diagnostic.Of(rule, (Location?)null, arguments)]);
}
