using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Slipway.Yaml;

/// <summary>
/// A text's tokens as a tree that keeps comments. It is called only for texts that could be read, so the grammar is taken for granted;
/// where it is not met after all, reading stops with <see cref="FormatException"/>.
/// </summary>
internal sealed partial class SyntaxReader
{
    private readonly string text;
    private readonly List<Token> tokens;
    private readonly List<Comment> comments = [];
    private int at;
    private int comment;

    private SyntaxReader(string text)
    {
        this.text = text;
        tokens = Tokens(text);
        AllComments = CommentScanner.Scan(text, tokens, comments) ?? throw new FormatException("text between two tokens");
    }

    public IReadOnlyList<string> AllComments { get; }

    public static (IReadOnlyList<SyntaxDocument> Documents, IReadOnlyList<string> Comments) Read(string text)
    {
        var reader = new SyntaxReader(text);
        return (reader.Documents(), reader.AllComments);
    }

    /// <summary>The comments of a text, in written order.</summary>
    public static IReadOnlyList<string> Comments(string text)
        => CommentScanner.Scan(text, Tokens(text), []) ?? throw new FormatException("text between two tokens");

    private static List<Token> Tokens(string text)
    {
        var scanner = new Scanner(new StringReader(text), skipComments: true);
        var tokens = new List<Token>();
        while (scanner.MoveNext())
            tokens.Add(scanner.Current!);
        return tokens;
    }

    private Token Now => tokens[at];

    private static int Start(Token token) => TokenPlaces.Start(token);

    private int End(Token token) => TokenPlaces.End(token, text);

    private int Column(int offset) => offset - CommentScanner.LineStart(text, offset);

    private bool BlankBeforeNow => CommentScanner.IsBlankBefore(text, Start(Now));

    private List<SyntaxDocument> Documents()
    {
        var documents = new List<SyntaxDocument>();
        if (Now is StreamStart)
            at++;
        while (Now is not StreamEnd)
            documents.Add(Document());
        if (Remaining().ToList() is { Count: > 0 } rest)
        {
            if (documents.Count == 0)
                documents.Add(new SyntaxDocument());
            documents[^1].Tail.AddRange(rest);
        }
        return documents;
    }

    private SyntaxDocument Document()
    {
        var document = new SyntaxDocument();
        while (Now is VersionDirective or TagDirective)
        {
            document.Directives.Add(([.. Until(Start(Now))], Directive(Now)));
            if (Beside(End(Take())) is { } beside)
                document.BeforeStart.Add(beside);
        }
        document.BeforeStart.AddRange(Until(Start(Now)));
        if (Now is DocumentStart start)
        {
            (document.HasStart, document.BlankBeforeStart) = (true, BlankBeforeNow);
            at++;
            document.Root = ReadValue(End(start), isIndentless: false);
        }
        else if (!EndsDocument(Now))
            document.Root = ReadValue(-1, isIndentless: false);
        if (!EndsDocument(Now))
            throw new FormatException("no end of the document");
        if (Now is DocumentEnd)
            document.Tail.AddRange(Until(Start(Now)));
        while (Now is DocumentEnd)
            (document.HasEnd, document.EndComment) = (true, document.EndComment ?? Beside(End(Take())));
        return document;
    }

    private string Directive(Token token) => string.Join(' ', text[Start(token)..End(token)].Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries));

    private static bool EndsDocument(Token token) => token is StreamEnd or DocumentStart or DocumentEnd or VersionDirective or TagDirective;

    private Token Take() => tokens[at++];

    /// <summary>The comment that follows in the same line, before the next token.</summary>
    private Comment? Beside(int offset)
        => comment < comments.Count && comments[comment] is { OwnLine: false } next && next.Start >= offset && next.Start < Start(Now)
            && CommentScanner.LineStart(text, next.Start) <= offset ? comments[comment++] : null;

    /// <summary>The comments before a place that are not taken yet.</summary>
    private IEnumerable<Comment> Until(int offset)
    {
        while (comment < comments.Count && comments[comment].Start < offset)
            yield return comments[comment++];
    }

    private IEnumerable<Comment> Remaining() => Until(int.MaxValue);
}
