using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Helm's text about a template that failed, to a finding at the platform's own file and line.</summary>
internal static partial class TemplateError
{
    public static Diagnostic Read(string error, string component, PlatformDefinition platform)
    {
        var places = Place().Matches(error);
        for (var i = places.Count - 1; i >= 0; i--)
        {
            var place = places[i];
            if (GenericChart.Origin(platform, "templates/" + place.Groups["file"].Value) is not { } origin)
                continue;
            var line = int.Parse(place.Groups["line"].Value, CultureInfo.InvariantCulture) - GenericChart.LinesBefore;
            var column = place.Groups["column"].Success ? int.Parse(place.Groups["column"].Value, CultureInfo.InvariantCulture) : 0;
            return Diagnostic.Of(RenderingRules.Template, At(origin.Source, line, column), component, Title(place.Groups["file"].Value), Reason(error));
        }
        return Diagnostic.Of(RenderingRules.Helm, (Location?)null, $"{component}: {Reason(error)}");
    }

    private static Location At(SourceText source, int line, int column)
    {
        line = Math.Clamp(line, 1, source.LineCount);
        var start = Math.Min(source.LineStart(line) + column, source.LineStart(line) + source.Line(line).Length);
        var length = source.Line(line)[(start - source.LineStart(line))..].TakeWhile(c => !char.IsWhiteSpace(c) && c is not ('}' or '|' or ')')).Count();
        return new Location(source, new Span(start, start + Math.Max(length, 1)));
    }

    /// <summary><c>_trait.expose.patch.tpl</c> is <c>trait expose (patch.yaml)</c> to people.</summary>
    private static string Title(string file)
        => file.TrimStart('_').Split('.') is [var kind, .. var name, var part, "tpl"] ? $"{kind} {string.Join('.', name)} ({part}.yaml)" : file;

    /// <summary>The innermost reason: what stands behind the last place.</summary>
    private static string Reason(string error)
    {
        var text = error.Replace("Use --debug flag to render out invalid YAML", "", StringComparison.Ordinal).Trim().ReplaceLineEndings(" ");
        var at = text.LastIndexOf(">: ", StringComparison.Ordinal);
        if (at >= 0)
            return Calling().Replace(text[(at + 3)..].TrimStart(), "$1: ");
        var place = Place().Matches(text).LastOrDefault();
        return place is null ? text : text[(place.Index + place.Length)..].TrimStart(':', ' ');
    }

    [GeneratedRegex(@"^error calling (\w+): ")]
    private static partial Regex Calling();

    [GeneratedRegex(@"templates/(?<file>[-._a-zA-Z0-9]+):(?<line>[0-9]+)(:(?<column>[0-9]+))?")]
    private static partial Regex Place();
}
