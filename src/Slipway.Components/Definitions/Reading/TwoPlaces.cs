using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Findings about two places that disagree. The message's last argument is the first one's line.</summary>
internal static class TwoPlaces
{
    public static Diagnostic Say(Rule rule, Node at, Node first, params string[] arguments)
        => Say(rule, at.At, first.At, arguments);

    public static Diagnostic Say(Rule rule, Location? at, Location? first, params string[] arguments)
        => new(rule, at, [.. arguments, first is null ? "?" : first.Line.ToString()]) { Related = first is null ? [] : [first] };
}
