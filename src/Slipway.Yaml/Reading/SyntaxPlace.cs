namespace Slipway.Yaml;

/// <summary>The place of a syntax error, in the text that the parser saw, and its lines.</summary>
internal readonly record struct SyntaxPlace(SourceText Source, ExpandedText Expanded, int At)
{
    public string Text => Expanded.Text;

    /// <summary>From 1; the same in both texts, since expanding tabs adds no line.</summary>
    public int Line => Source.Position(Expanded.Original(At)).Line;

    public int LineStart => At == 0 ? 0 : Text.AsSpan(0, At).LastIndexOfAny('\n', '\r') + 1;

    public int Column => At - LineStart;

    public string WholeLine => Text[LineStart..LineEnd];

    /// <summary>The line from the place on.</summary>
    public string Rest => Text[At..LineEnd];

    public int Indent => WholeLine.Length - WholeLine.TrimStart(' ').Length;

    /// <summary>The last line before this one that is more than a comment; null when there is none.</summary>
    public SyntaxPlace? Before
    {
        get
        {
            for (var start = LineStart; start > 0;)
            {
                var before = this with { At = start - 1 };
                start = before.LineStart;
                var line = Text.AsSpan(start, before.At - start).Trim();
                if (line.Length > 0 && line[0] != '#')
                    return this with { At = start };
            }
            return null;
        }
    }

    private int LineEnd
    {
        get
        {
            var length = Text.AsSpan(At).IndexOfAny('\n', '\r');
            return length < 0 ? Text.Length : At + length;
        }
    }

    public Location Locate(int start, int end) => new(Source, new Span(Expanded.Original(start), Expanded.Original(end)));

    /// <summary>The finding at this place, marked to the end of the word.</summary>
    public Diagnostic Say(Rule rule, params string[] arguments)
    {
        var word = Rest.AsSpan().IndexOfAny(' ', '\t');
        return Diagnostic.Of(rule, Locate(At, At + (word < 0 ? Rest.Length : Math.Max(word, Math.Min(1, Rest.Length)))), arguments);
    }

    /// <summary>An edit that gives this line another indentation.</summary>
    public Edit Reindent(int blanks, bool safe) => new(Locate(LineStart, LineStart + Indent), new string(' ', blanks), safe);
}
