using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What a site may say of one trait of one component, value by value.</summary>
internal sealed class AdjustableChoices
{
    private readonly ComposedComponent component;
    private readonly AdjustableTrait allowed;
    private readonly TraitDefinition trait;
    private readonly List<CountedChoice> choices;

    public AdjustableChoices(ComposedComponent component, AdjustableTrait allowed, TraitDefinition trait)
    {
        (this.component, this.allowed, this.trait) = (component, allowed, trait);
        choices = [.. (allowed.Parameters is { } parameters ? parameters.SelectMany(Of) : CountedValues.Of(trait.Parameters, trait.Parameters, []))
            .Where(choice => choice.Names is not ([] or ["enabled"])).DistinctBy(choice => JsonPointer.Of(choice.Names))];
    }

    private bool MaySwitch => allowed.Parameters?.Any(parameter => parameter.Names is ["enabled"] && Accepts(parameter, Node.Of(true))) ?? true;

    /// <summary>Whether it switches the trait off.</summary>
    public static bool IsOff(MapNode said) => said["enabled"] is ScalarNode { Text: "false" };

    /// <summary>All of it, the simplest first. Nothing where the trait needs something that the site may not say.</summary>
    public IEnumerable<MapNode> All()
    {
        if (allowed.Parameters?.Any(parameter => parameter.Names is ["enabled"] && Accepts(parameter, Node.Of(false))) ?? true)
            yield return Node.Map(("enabled", Node.Of(false)));
        if (Required() is not { } least)
            yield break;
        if (MaySwitch)
            yield return least;
        var together = choices.Aggregate(1L, (product, choice) => Math.Min(product * (choice.Values.Count + 1), int.MaxValue)) <= PossibleAdjustments.MostTogether;
        foreach (var said in together ? Combined(0, least) : OneByOne(least).Concat(OneByOne(Switched(least))))
            yield return said;
    }

    /// <summary>On, with all its switches on; null where a site cannot switch it on.</summary>
    public MapNode? Most() => Required() is { } least && Switched(least) is { Count: > 0 } most ? most : null;

    private IEnumerable<MapNode> Combined(int from, MapNode said)
    {
        if (from == choices.Count)
            return [];
        return choices[from].Values.Select(value => With(said, choices[from].Names, value)).SelectMany(next => Combined(from + 1, next).Prepend(next)).Concat(Combined(from + 1, said));
    }

    private IEnumerable<MapNode> OneByOne(MapNode said) => choices.SelectMany(choice => choice.Values.Select(value => With(said, choice.Names, value)));

    private MapNode Switched(MapNode said)
        => choices.Where(choice => choice.Values.Any(IsTrue)).Aggregate(said, (map, choice) => With(map, choice.Names, choice.Values.First(IsTrue)));

    private static bool IsTrue(Node value) => value is ScalarNode { Kind: ScalarKind.Boolean, Text: "true" };

    /// <summary>A value further in needs what must stand beside it, where nothing stands there yet.</summary>
    private MapNode With(MapNode said, IReadOnlyList<string> names, Node value)
    {
        if (names.Count > 1 && said[names[0]] is null && Given(names[0]) is null && MaySay(names[0]) && ParameterSchemas.Find(trait.Parameters, [names[0]]).Schema is { } schema
            && CountedValues.Sample(trait.Parameters, schema) is MapNode beside)
            said = said.With(names[0], beside);
        return MergePatch.Apply(said, PossibleAdjustments.Nested(names, value));
    }

    /// <summary>The trait on, with one value for everything that must be said and is not; null where the site may not say it.</summary>
    private MapNode? Required()
    {
        var said = Node.Map(("enabled", Node.Of(true)));
        foreach (var name in (trait.Parameters["required"] as ListNode)?.Items.OfType<ScalarNode>().Select(one => one.Text) ?? [])
            if (Given(name) is null && ParameterSchemas.Find(trait.Parameters, [name]).Schema is { } schema && schema["default"] is null)
            {
                if (!MaySay(name))
                    return null;
                // Where nothing is found that fits, building tells what is missing.
                if (CountedValues.Sample(trait.Parameters, schema) is { } value)
                    said = said.With(name, value);
            }
        return MaySwitch ? said : said.Without("enabled");
    }

    private bool MaySay(string name) => allowed.Parameters?.Any(parameter => parameter.Names is [var only] && only == name) ?? true;

    private Node? Given(string name) => (component.Whole.Traits[trait.Name] as MapNode)?[name];

    /// <summary>Of one parameter that may be changed, within its bounds: what they count themselves, else what the trait does.</summary>
    private IEnumerable<CountedChoice> Of(AdjustableParameter parameter)
    {
        if (ParameterSchemas.Find(trait.Parameters, parameter.Names).Schema is not { } schema)
            return [];
        var bounded = parameter.Written is { } bounds ? CountedValues.Of(bounds, bounds, parameter.Names) : [];
        return bounded.Concat(CountedValues.Of(trait.Parameters, schema, parameter.Names).Select(choice => choice with { Values = [.. choice.Values.Where(value => Accepts(parameter, Held(parameter, choice.Names, value)))] }))
            .Where(choice => choice.Values.Count > 0);
    }

    private static Node Held(AdjustableParameter parameter, IReadOnlyList<string> names, Node value)
        => names.Skip(parameter.Names.Count).Reverse().Aggregate(value, (below, name) => Node.Map((name, below)));

    private static bool Accepts(AdjustableParameter parameter, Node value) => parameter.Bounds?.Check(value) is null or [];
}
