namespace Slipway.Yaml;

public enum Severity
{
    Information,
    Warning,
    Error,
}

public enum Language
{
    English,
    Chinese,
}

/// <summary>One text in both languages. <c>{0}</c>, <c>{1}</c> … stand for arguments.</summary>
public sealed record LocalText(string English, string Chinese)
{
    public string In(Language language) => language == Language.Chinese ? Chinese : English;

    public string In(Language language, IReadOnlyList<string> arguments)
        => arguments.Count == 0 ? In(language) : string.Format(null, In(language), [.. arguments]);
}

/// <summary>An entry of a catalogue of messages: what is said, and what to do about it.</summary>
/// <param name="Code"><c>SLW</c> and four digits; once published, a code never changes its meaning.</param>
/// <param name="Message">Names the offender. Takes the diagnostic's arguments.</param>
/// <param name="Help">The next step. Takes the same arguments.</param>
public sealed record Rule(string Code, Severity Severity, LocalText Message, LocalText Help)
{
    // Both can only be read: what the reference says of a code holds wherever the code is told, and no `with` at a site makes an error of it a warning.
    public string Code { get; } = Code;

    public Severity Severity { get; } = Severity;
}

/// <summary>Replace a stretch of the original text. A safe edit keeps the meaning or restores the one that was plainly meant.</summary>
public sealed record Edit(Location At, string NewText, bool Safe);

/// <summary>A finding, as data: it is worded only when it is printed, in the reader's language.</summary>
public sealed record Diagnostic(Rule Rule, Location? At, IReadOnlyList<string> Arguments)
{
    /// <summary>What would mend it, when that is known.</summary>
    public IReadOnlyList<Edit> Edits { get; init; } = [];

    /// <summary>Other places that belong to it, such as the first of two equal keys.</summary>
    public IReadOnlyList<Location> Related { get; init; } = [];

    /// <summary>A help text for this one case instead of the rule's own.</summary>
    public LocalText? SpecialHelp { get; init; }

    /// <summary>The arguments for a Chinese text, where they hold words and not only names.</summary>
    public IReadOnlyList<string>? ChineseArguments { get; init; }

    /// <summary>The line holds what must not be shown, such as a password: its place is told, its text is not.</summary>
    public bool HidesText { get; init; }

    public Severity Severity => Rule.Severity;

    public string Message(Language language) => Rule.Message.In(language, ArgumentsIn(language));

    public string Help(Language language) => (SpecialHelp ?? Rule.Help).In(language, ArgumentsIn(language));

    private IReadOnlyList<string> ArgumentsIn(Language language) => language == Language.Chinese ? ChineseArguments ?? Arguments : Arguments;

    public static Diagnostic Of(Rule rule, Location? at, params string[] arguments) => new(rule, at, arguments);

    public static Diagnostic Of(Rule rule, Node at, params string[] arguments) => new(rule, at.At, arguments);
}
