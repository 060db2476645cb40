namespace Slipway.Components;

/// <summary>
/// The beginning of images' names, by whole parts: <c>registry.example.com/team</c> is that repository and all below it, never <c>…/teams</c>.
/// <c>*</c> stands for one part; with a leading slash it is the site's registry that is meant.
/// </summary>
public sealed record ImagePattern(string Text)
{
    private readonly string[] parts = Text.TrimStart('/').Split('/', StringSplitOptions.RemoveEmptyEntries);

    public bool IsOfSite => Text.StartsWith('/');

    /// <summary>Null for what is none.</summary>
    public static ImagePattern? Parse(string text)
    {
        var pattern = new ImagePattern(text);
        var begins = text.StartsWith('/') ? text[1..] : text;
        return begins.TrimEnd('/').Split('/').All(part => part == "*" || (part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':'))) ? pattern
            : text == "/" ? pattern : null;
    }

    /// <param name="name">Without tag and digest; with a leading slash where the site's registry completes it.</param>
    public bool Holds(string name)
    {
        if (name.StartsWith('/') != IsOfSite)
            return false;
        var named = name.TrimStart('/').Split('/');
        return named.Length >= parts.Length && !parts.Where((part, i) => part != "*" && part != named[i]).Any();
    }

    public override string ToString() => Text;
}
