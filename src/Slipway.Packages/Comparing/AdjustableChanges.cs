using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What a site might change and may change no more, or only within narrower bounds.</summary>
internal static class AdjustableChanges
{
    public static IEnumerable<(string Component, string Parameter)> Less(ApplicationDefinition before, ApplicationDefinition after)
        => from old in before.Adjustable
               // One that is gone is told as such.
           where after.Components.Any(component => component.Name.Value == old.Component.Value.Split('/')[0])
           let now = after.Adjustable.FirstOrDefault(one => one.Component.Value == old.Component.Value)
           from trait in old.Traits
           from parameter in Less(trait, now?.Traits.FirstOrDefault(one => one.Name.Value == trait.Name.Value))
           select (old.Component.Value, parameter);

    private static IEnumerable<string> Less(AdjustableTrait before, AdjustableTrait? after)
    {
        if (after is { Parameters: null })
            return [];
        if (after is null || before.Parameters is null)
            return [before.Name.Value];
        return before.Parameters.Where(old => !after.Parameters!.Any(now => Holds(now, old))).Select(old => $"{before.Name.Value}.{old.Key.Value}");
    }

    private static bool Holds(AdjustableParameter now, AdjustableParameter old)
        => now.Names.SequenceEqual(old.Names, StringComparer.Ordinal) ? !Narrowing.Is(Bounds(old), Bounds(now))
            : now.Bounds is null && now.Names.SequenceEqual(old.Names.Take(now.Names.Count), StringComparer.Ordinal);

    private static MapNode? Bounds(AdjustableParameter parameter) => parameter.Bounds?.Text;
}
