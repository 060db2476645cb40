using System.Text.Json;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Two packages side by side, for programs.</summary>
internal static class PackageDiffJson
{
    public static void Write(Utf8JsonWriter json, Language language, PackageDiff diff)
    {
        json.WriteBoolean("differs", !diff.IsEmpty);
        json.WriteStartArray("roles");
        foreach (var share in diff.Roles)
            Share(json, language, share, isKnown: !diff.IsOfInstalled);
        json.WriteEndArray();
        json.WriteStartArray("components");
        foreach (var change in diff.Components)
            Component(json, change);
        json.WriteEndArray();
        Keys(json, "unifiedKeys", diff.Keys);
        DiffLines.Fields(json, "application", diff.Application);
        DiffLines.Write(json, "platform", diff.Platform);
    }

    /// <param name="isKnown">Whether it is known who changed what.</param>
    private static void Share(Utf8JsonWriter json, Language language, RoleShare share, bool isKnown)
    {
        json.WriteStartObject();
        json.WriteString("role", DiffWords.Key(share.Role));
        json.WriteBoolean("acts", share.Acts);
        if (isKnown)
            json.WriteBoolean("changed", share.IsChanged);
        else
            json.WriteNull("changed");
        Texts(json, "components", share.Components);
        json.WriteStartArray("demands");
        foreach (var demand in share.Demands)
        {
            json.WriteStartObject();
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(demand.Kind.ToString()));
            if (demand.Component is not null)
                json.WriteString("component", demand.Component);
            json.WriteString("text", demand.In(language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Component(Utf8JsonWriter json, ComponentChange change)
    {
        json.WriteStartObject();
        json.WriteString("name", change.Name);
        if (change.Pair.IsRenamed)
            json.WriteString("formerly", change.Pair.Before!.Name);
        json.WriteString("change", !change.Pair.WasThere ? "added" : change.Pair.After is null ? "removed" : change.Pair.IsRenamed ? "renamed" : change.IsUnchanged ? "unchanged" : "changed");
        json.WriteString("before", change.VersionBefore);
        json.WriteString("after", change.VersionAfter);
        if (change.IsUnknown)
            json.WriteNull("forecast");
        else
            json.WriteString("forecast", DiffWords.Key(change.Forecast));
        json.WriteBoolean("touchesData", change.TouchesData);
        if (change.Pods is { } pods)
        {
            json.WriteStartObject("pods");
            json.WriteString("way", JsonNamingPolicy.CamelCase.ConvertName(pods.Way.ToString()));
            if (pods.Count is { } count)
                json.WriteNumber("count", count);
            json.WriteEndObject();
        }
        Texts(json, "by", change.By.Select(DiffWords.Key));
        Images(json, change);
        Keys(json, "keys", change.Keys.Select(key => new UnifiedKeyChange("", key)));
        Rules(json, change);
        DiffLines.Fields(json, "definition", change.Definition);
        DiffLines.Fields(json, "traits", change.Traits);
        DiffLines.Fields(json, "settings", change.Settings);
        json.WriteStartArray("objects");
        foreach (var one in change.Objects)
            Object(json, one);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Images(Utf8JsonWriter json, ComponentChange change)
    {
        json.WriteStartArray("images");
        foreach (var image in change.Images)
        {
            json.WriteStartObject();
            json.WriteString("container", image.Container);
            json.WriteString("before", image.Before);
            json.WriteString("after", image.After);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Keys(Utf8JsonWriter json, string name, IEnumerable<UnifiedKeyChange> keys)
    {
        json.WriteStartArray(name);
        foreach (var (application, key) in keys)
        {
            json.WriteStartObject();
            json.WriteString("key", application + PackageDiffText.Path((key.After ?? key.Before)!));
            if (key.IsRenamed)
                json.WriteString("formerly", application + PackageDiffText.Path(key.Before!));
            json.WriteString("change", key.Before is null ? "added" : key.After is null ? "removed" : key.IsRenamed ? "renamed" : "changed");
            json.WriteBoolean("newlyRequired", key.IsNewlyRequired);
            json.WriteStartArray("facets");
            foreach (var facet in key.Facets)
            {
                json.WriteStartObject();
                DiffLines.Field(json, facet.Name, facet.Before, facet.After);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Rules(Utf8JsonWriter json, ComponentChange change)
    {
        json.WriteStartObject("rules");
        Texts(json, "added", change.Rules.New);
        Texts(json, "removed", change.Rules.Gone);
        json.WriteEndObject();
    }

    private static void Object(Utf8JsonWriter json, CausedObject one)
    {
        json.WriteStartObject();
        json.WriteString("kind", one.Change.Kind);
        json.WriteString("name", one.Change.Name);
        json.WriteString("change", one.Change.WasThere ? one.Change.IsThere ? "changed" : "removed" : "added");
        if (one.Change.Stays)
            json.WriteBoolean("stays", true);
        json.WriteString("effect", JsonNamingPolicy.CamelCase.ConvertName(one.Change.Effect.ToString()));
        Texts(json, "by", one.By.Select(DiffWords.Key));
        json.WriteStartArray("fields");
        foreach (var (field, by) in one.Fields)
        {
            json.WriteStartObject();
            DiffLines.Field(json, field.Path, field.Before, field.After);
            Texts(json, "by", by.Select(DiffWords.Key));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
