using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A screen for those on site: the few settings that they need for a purpose.</summary>
/// <param name="Keys">In the order of the screen.</param>
public sealed record ViewDefinition(Placed<string> Name, LocalText Title, IReadOnlyList<ViewKey> Keys, IReadOnlyList<PresetDefinition> Presets);

/// <param name="Key">A unified setting; with <paramref name="IsTrait"/> a parameter as <c>COMPONENT.TRAIT.PARAMETER</c>.</param>
public sealed record ViewKey(Placed<string> Key, bool IsTrait);

/// <summary>A set of values with a name.</summary>
/// <param name="Config">Of the unified configuration.</param>
/// <param name="Traits">By component, as in an entry.</param>
public sealed record PresetDefinition(Placed<string> Name, LocalText Title, MapNode Config, MapNode Traits);

/// <summary>A file that travels with the application for people to read.</summary>
/// <param name="Path">Below the folder of the application's file: any other file of the builder's would travel unannounced.</param>
public sealed record DocumentDefinition(LocalText Title, Placed<string> Path);

/// <summary><c>views</c> and <c>docs</c>: what people see.</summary>
internal static class ViewsReader
{
    public static IReadOnlyList<ViewDefinition> Views(FieldReader root, List<Diagnostic> findings)
    {
        var read = new List<ViewDefinition>();
        var place = root.PlaceOf("views");
        foreach (var named in root.Named("views"))
            if (FieldReader.Of(named.Value, place.Key(named.Name, named), KnownFields.View, findings) is { } fields)
            {
                Names.CheckLabel(named.Key, fields.Place.Path, ApplicationReader.LongestName, "basic", findings);
                fields.Require("keys", "keys: [logLevel]");
                read.Add(new ViewDefinition(new(named.Name, named.Key), Title(fields, findings), Keys(fields, findings), Presets(fields, findings)));
            }
        return read;
    }

    public static IReadOnlyList<DocumentDefinition> Documents(FieldReader root, List<Diagnostic> findings)
    {
        var (read, place) = (new List<DocumentDefinition>(), root.PlaceOf("docs"));
        foreach (var (item, index) in (root.Items("docs") ?? []).Select((item, index) => (item, index)))
            if (FieldReader.Of(item, place.Item(index, item), KnownFields.Document, findings) is { } fields)
            {
                fields.Require("path", "path: docs/operations.md");
                var (title, path) = (Title(fields, findings), fields.Relative("path"));
                if (path is { } found)
                    read.Add(new DocumentDefinition(title, found));
            }
        return read;
    }

    /// <summary>One text in each language; those on site read one of them.</summary>
    internal static LocalText Title(FieldReader fields, List<Diagnostic> findings)
    {
        fields.Require("title", "title: {en: Basics, zh: 基本设置}");
        if (fields.Fields("title", KnownFields.Title) is not { } both)
            return new LocalText("", "");
        both.Require("en", "en: Basics");
        both.Require("zh", "zh: 基本设置");
        return new LocalText(both.Text("en")?.Text ?? "", both.Text("zh")?.Text ?? "");
    }

    private static List<ViewKey> Keys(FieldReader fields, List<Diagnostic> findings)
    {
        var (keys, place) = (new List<ViewKey>(), fields.PlaceOf("keys"));
        foreach (var (item, index) in (fields.Items("keys") ?? []).Select((item, index) => (item, index)))
            if (item is ScalarNode { Kind: ScalarKind.String } key)
                Add(new ViewKey(new(key.Text, key), IsTrait: false));
            else if (FieldReader.Of(item, place.Item(index, item), KnownFields.ViewTrait, findings) is { } one)
            {
                one.Require("trait", "trait: cart.replicas.count");
                if (one.Text("trait") is { } trait)
                    Add(new ViewKey(new(trait.Text, trait), IsTrait: true));
            }
        return keys;

        void Add(ViewKey key)
        {
            if (keys.Find(known => known.Key.Value == key.Key.Value && known.IsTrait == key.IsTrait) is { Key.Node: { } first })
                findings.Add(TwoPlaces.Say(ApplicationRules.NamedTwice, key.Key.At, first.At, key.Key.Value, fields.Place.To("keys")));
            else
                keys.Add(key);
        }
    }

    private static List<PresetDefinition> Presets(FieldReader fields, List<Diagnostic> findings)
    {
        var (presets, place) = (new List<PresetDefinition>(), fields.PlaceOf("presets"));
        foreach (var named in fields.Named("presets"))
            if (FieldReader.Of(named.Value, place.Key(named.Name, named), KnownFields.Preset, findings) is { } preset)
            {
                Names.CheckLabel(named.Key, preset.Place.Path, ApplicationReader.LongestName, "small", findings);
                presets.Add(new PresetDefinition(new(named.Name, named.Key), Title(preset, findings), Map(preset, "config"), Map(preset, "traits")));
            }
        return presets;
    }

    private static MapNode Map(FieldReader fields, string name) => new(fields.Named(name), fields.Entry(name)?.Value.At);
}
