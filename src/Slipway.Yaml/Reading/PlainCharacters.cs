namespace Slipway.Yaml;

/// <summary>
/// YAML 1.1 ended lines at NEL, LS and PS; in YAML 1.2 (section 5.4) they are characters like others. The parser still breaks lines there, so it sees
/// characters of the private use area in their place, ones that the text itself does not hold.
/// </summary>
internal sealed class PlainCharacters
{
    private const string OldBreaks = "\u0085\u2028\u2029";
    private const char FirstPrivate = '\uE000', LastPrivate = '\uF8FF';

    private static readonly PlainCharacters None = new("");

    private readonly string standIns;

    private PlainCharacters(string standIns) => this.standIns = standIns;

    public static PlainCharacters Of(string text)
    {
        if (text.AsSpan().IndexOfAny(OldBreaks) < 0)
            return None;
        var used = text.Where(c => c is >= FirstPrivate and <= LastPrivate).ToHashSet();
        var free = Enumerable.Range(FirstPrivate, LastPrivate - FirstPrivate + 1).Select(c => (char)c).Where(c => !used.Contains(c)).Take(OldBreaks.Length).ToArray();
        // A text that uses the whole area is read as YAML 1.1 would.
        return free.Length < OldBreaks.Length ? None : new(new string(free));
    }

    /// <summary>As long as the text, so that every place stays.</summary>
    public string Hide(string text) => Exchange(text, OldBreaks, standIns);

    public string Show(string text) => Exchange(text, standIns, OldBreaks);

    private string Exchange(string text, string from, string to)
    {
        for (var i = 0; i < standIns.Length; i++)
            text = text.Replace(from[i], to[i]);
        return text;
    }
}
