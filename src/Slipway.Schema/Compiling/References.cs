namespace Slipway.Schema;

/// <summary>RFC 3986 as far as schemas need it.</summary>
internal static class References
{
    /// <summary>The absolute URI that a reference means, without fragment; null when it is no URI.</summary>
    public static Uri? Resolve(Uri from, string reference)
    {
        var fragment = reference.IndexOf('#');
        var text = fragment < 0 ? reference : reference[..fragment];
        if (text.Length == 0)
            return from;
        // On Unix a leading slash would be taken for the path of a file.
        if (!text.StartsWith('/') && Uri.TryCreate(text, UriKind.Absolute, out var absolute))
            return absolute;
        return Uri.TryCreate(from, text, out var relative) ? relative : null;
    }

    /// <summary>Without the percent signs; not at all when there is none.</summary>
    public static string Fragment(string reference)
    {
        var fragment = reference.IndexOf('#');
        return fragment < 0 ? "" : Uri.UnescapeDataString(reference[(fragment + 1)..]);
    }

    /// <summary>What equal URIs have in common.</summary>
    public static string Key(Uri uri)
    {
        var text = uri.IsAbsoluteUri ? uri.AbsoluteUri : uri.OriginalString;
        var fragment = text.IndexOf('#');
        return fragment < 0 ? text : text[..fragment];
    }

    public static bool IsAnchor(string text)
        => text.Length > 0 && (char.IsAsciiLetter(text[0]) || text[0] == '_') && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
