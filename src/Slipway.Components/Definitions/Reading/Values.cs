using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Checks that many parts share. Each gives null for what is not there or was reported.</summary>
internal static class Values
{
    /// <summary>A text, or a number or boolean as it was written, that is of a form; an empty one is none.</summary>
    public static Placed<string>? Formed(this FieldReader fields, string name, Func<string, bool> isRight, string example, LocalText? help = null)
    {
        if (fields.Written(name) is not { } text)
            return null;
        if (isRight(text.Text))
            return new Placed<string>(text.Text, text);
        fields.Findings.Add(Diagnostic.Of(ValueRules.Form, text, fields.Place.To(name), Place.Shown(text), example) with { SpecialHelp = help });
        return null;
    }

    /// <summary>A path that stays in the definition's folder, with either slash.</summary>
    public static Placed<string>? Relative(this FieldReader fields, string name)
    {
        if (fields.Written(name) is not { } text)
            return null;
        if (IsInside(text.Text))
            return new Placed<string>(text.Text, text);
        fields.Findings.Add(Diagnostic.Of(ValueRules.Relative, text, fields.Place.To(name), Place.Shown(text)));
        return null;
    }

    /// <summary>Reports a field that makes sense only beside another.</summary>
    /// <param name="other">As it would be written, such as <c>temporary: true</c>.</param>
    public static void OnlyWith(this FieldReader fields, string name, string other)
    {
        if (fields.Entry(name) is { } entry)
            fields.Findings.Add(Diagnostic.Of(ValueRules.OnlyWith, entry.Key, fields.Place.To(name), other));
    }

    /// <summary>Which of several fields is there; null unless it is exactly one, which is then reported.</summary>
    public static string? ExactlyOne(this FieldReader fields, params ReadOnlySpan<string> names)
    {
        var given = new List<string>();
        foreach (var name in names)
            if (fields.Has(name))
                given.Add(name);
        if (given.Count == 1)
            return given[0];
        var (path, all) = (fields.Place.Path, string.Join(", ", names));
        var at = given.Count > 1 ? fields.PlaceOf(given[1]).At : fields.Place.At;
        var has = string.Join(", ", given);
        fields.Findings.Add(Diagnostic.Of(ValueRules.ExactlyOne, at, path, all, given.Count == 0 ? "none" : has) with
        {
            ChineseArguments = [path, all, given.Count == 0 ? "无" : has],
        });
        return null;
    }

    internal static bool IsInside(string path)
    {
        if (path.Length is 0 or > 4096 || path[0] is '/' or '\\' || path.Contains('\0', StringComparison.Ordinal) || (path.Length > 1 && path[1] == ':'))
            return false;
        var depth = 0;
        foreach (var part in path.Split('/', '\\'))
            if (part == "..")
            {
                if (--depth < 0)
                    return false;
            }
            else if (part is not ("" or "."))
                depth++;
        return depth > 0 || path.TrimEnd('/', '\\') == ".";
    }
}
