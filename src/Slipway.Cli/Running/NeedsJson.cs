using System.Globalization;
using System.Text.Json;
using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>The planning sheet as data. Amounts are Kubernetes quantities, CPU in cores, the rest in bytes.</summary>
internal static class NeedsJson
{
    public static void Write(Utf8JsonWriter json, Language language, NeedsSheet sheet)
    {
        json.WriteString("name", sheet.Application.Name.Value);
        json.WriteString("version", sheet.Application.VersionText);
        Range(json, "cpu", sheet.Cpu, amount => amount.Cores());
        Range(json, "memory", sheet.Memory, amount => amount.Bytes());
        json.WriteStartObject("declared");
        Declared(json, language, sheet.Declared.FirstOrDefault(one => one.Product.Length == 0)?.Needs ?? NeedsDefinition.None);
        json.WriteEndObject();
        Items(json, "declaredInside", sheet.Declared.Where(one => one.Product.Length > 0), one =>
        {
            json.WriteString("product", one.Product);
            Conditions(json, one.Conditions);
            json.WriteBoolean("runs", one.HoldsFor(Selection.Default));
            Declared(json, language, one.Needs);
        });
        json.WriteStartArray("parts");
        foreach (var part in sheet.Parts)
            Part(json, part);
        json.WriteEndArray();
    }

    private static void Declared(Utf8JsonWriter json, Language language, NeedsDefinition needs)
    {
        json.WriteString("kubernetes", needs.Kubernetes?.Text);
        json.WriteString("cpu", needs.Cpu?.Text);
        json.WriteString("memory", needs.Memory?.Text);
        Words(json, "storageClasses", needs.StorageClasses.Select(one => one.Value));
        Words(json, "crds", needs.Crds.Select(one => one.Value));
        Items(json, "ports", needs.Ports, port =>
        {
            json.WriteString("name", port.Name.Value);
            json.WriteNumber("port", port.Port);
            json.WriteString("protocol", port.Protocol);
            json.WriteString("title", port.Title?.In(language));
        });
        Items(json, "other", needs.Other, thing =>
        {
            json.WriteString("name", thing.Name.Value);
            json.WriteString("title", thing.Title.In(language));
        });
    }

    private static void Part(Utf8JsonWriter json, NeedsPart part)
    {
        json.WriteStartObject();
        Conditions(json, part.Conditions);
        json.WriteBoolean("runs", part.Runs);
        Range(json, "cpu", part.Cpu, amount => amount.Cores());
        Range(json, "memory", part.Memory, amount => amount.Bytes());
        Items(json, "components", part.Components, one => Component(json, one));
        json.WriteEndObject();
    }

    private static void Conditions(Utf8JsonWriter json, IEnumerable<ComponentCondition> conditions) => Items(json, "conditions", conditions, condition =>
    {
        json.WriteString("name", condition.Name);
        json.WriteString("alternative", condition.Alternative);
    });

    private static void Component(Utf8JsonWriter json, ComponentNeeds one)
    {
        json.WriteString("name", one.Name);
        json.WriteStartObject("pods");
        json.WriteNumber("least", one.Pods.Least);
        json.WriteNumber("most", one.Pods.Most);
        json.WriteBoolean("onEachNode", one.IsOnEachNode);
        json.WriteEndObject();
        Range(json, "cpu", one.Cpu, amount => amount.Cores());
        Range(json, "memory", one.Memory, amount => amount.Bytes());
        json.WriteNumber("containersWithoutRequests", one.Unsaid);
        Items(json, "storage", one.Storage, claim =>
        {
            json.WriteString("class", claim.Class);
            json.WriteString("access", claim.Access);
            json.WriteString("size", claim.Each.Bytes());
            json.WriteString("volumes", claim.Least == claim.Most ? claim.Most.ToString(CultureInfo.InvariantCulture) : $"{claim.Least}-{claim.Most}");
        });
        Words(json, "kinds", one.Kinds);
        Words(json, "ports", one.Ports);
        Words(json, "secrets", one.Secrets);
        Words(json, "programs", one.Programs);
        json.WriteBoolean("programsReachCluster", one.ProgramsReachCluster);
    }

    private static void Range(Utf8JsonWriter json, string name, AmountRange range, Func<Packages.ResourceAmount, string> text)
    {
        json.WriteStartObject(name);
        json.WriteString("least", text(range.Least));
        json.WriteString("most", text(range.Most));
        json.WriteEndObject();
    }

    private static void Words(Utf8JsonWriter json, string name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words)
            json.WriteStringValue(word);
        json.WriteEndArray();
    }

    private static void Items<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
