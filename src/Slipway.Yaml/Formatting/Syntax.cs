using YamlDotNet.Core.Tokens;

namespace Slipway.Yaml;

/// <param name="Text">From its <c>#</c> on, without trailing white space.</param>
/// <param name="OwnLine">Nothing but blanks stands before it in its line.</param>
/// <param name="BlankBefore">At least one empty line stands before it.</param>
internal sealed record Comment(string Text, int Start, int Column, bool OwnLine, bool BlankBefore);

internal enum SyntaxKind
{
    Empty,
    Scalar,
    Alias,
    Map,
    List,
}

/// <summary>A value as it is written: with its properties, its style and the comments around it. What it means is not asked.</summary>
internal sealed class SyntaxNode(SyntaxKind kind)
{
    public SyntaxKind Kind { get; } = kind;

    /// <summary>Anchor and tag, in written order.</summary>
    public List<string> Properties { get; } = [];

    /// <summary>The comment in the line of the key's colon, the dash or the properties, when the value stands in a later line.</summary>
    public Comment? Head { get; set; }

    /// <summary>Comments in lines of their own between the key and the value.</summary>
    public List<Comment> Leading { get; } = [];

    /// <summary>The scalar's token; null for anything else.</summary>
    public Scalar? Token { get; init; }

    /// <summary>A scalar's or an alias' source text, quotes and block header included.</summary>
    public string Text { get; init; } = "";

    public bool IsFlow { get; init; }

    /// <summary>The one pair of <c>[a: b]</c>: a map without braces.</summary>
    public bool IsPair { get; init; }

    /// <summary>A flow collection over several lines.</summary>
    public bool IsBroken { get; set; }

    public List<SyntaxEntry> Entries { get; } = [];

    /// <summary>Comments after the last entry that belong to the collection.</summary>
    public List<Comment> Tail { get; } = [];

    /// <summary>Comments after the value; the first stands in its line.</summary>
    public List<Comment> Trailing { get; } = [];

    public bool IsCollection => Kind is SyntaxKind.Map or SyntaxKind.List;

    public bool IsBlockScalar => Token is { Style: YamlDotNet.Core.ScalarStyle.Literal or YamlDotNet.Core.ScalarStyle.Folded };
}

/// <summary>An entry of a map or an item of a list.</summary>
internal sealed class SyntaxEntry
{
    public List<Comment> Leading { get; } = [];

    public bool BlankBefore { get; init; }

    /// <summary>Null for an item.</summary>
    public SyntaxNode? Key { get; set; }

    /// <summary>Written with <c>?</c>.</summary>
    public bool IsExplicit { get; set; }

    public bool HasColon { get; set; }

    /// <summary>Comments between an explicit key and its colon.</summary>
    public List<Comment> Between { get; } = [];

    public SyntaxNode Value { get; set; } = new(SyntaxKind.Empty);

    /// <summary>Comments after an entry of a flow collection.</summary>
    public List<Comment> Trailing { get; } = [];
}

internal sealed class SyntaxDocument
{
    /// <summary>Directives, each with the comments before it.</summary>
    public List<(IReadOnlyList<Comment> Leading, string Text)> Directives { get; } = [];

    /// <summary>Comments before the <c>---</c>.</summary>
    public List<Comment> BeforeStart { get; } = [];

    public bool HasStart { get; set; }

    public bool BlankBeforeStart { get; set; }

    public SyntaxNode Root { get; set; } = new(SyntaxKind.Empty);

    public List<Comment> Tail { get; } = [];

    public bool HasEnd { get; set; }

    public Comment? EndComment { get; set; }
}
