using System.Globalization;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What a site puts in the place of one component.</summary>
/// <param name="Component">Its full name.</param>
/// <param name="File">As messages name it.</param>
public sealed record Replacement(string Component, string File, ReplacementDefinition Definition);

/// <summary>
/// Puts what the site has in the place of components that say what that must offer. The component stays, by its name, as a service outside: dependents go on to reach it, and read from its
/// outputs what is different.
/// </summary>
public static class Replacing
{
    private static readonly LocalText Credentials = new("names of a Secret and its keys", "Secret 及其键的名称");

    private static readonly LocalText OutputsAre = new("dependents read: {1}", "依赖方读取的有：{1}");
    private static readonly LocalText NearOutput = new("did you mean `{2}`? dependents read: {1}", "是否想写 `{2}`？依赖方读取的有：{1}");

    /// <returns>The components, and by full name what the replaced ones hand out.</returns>
    public static (IReadOnlyList<ComposedComponent> Components, IReadOnlyDictionary<string, MapNode> Outputs, IReadOnlyList<Diagnostic> Findings) Apply(
        Composition composition, IReadOnlyList<ComposedComponent> components, IReadOnlyList<Replacement> replacements)
    {
        var (findings, handed, changed) = (new List<Diagnostic>(), new Dictionary<string, MapNode>(StringComparer.Ordinal), components.ToList());
        foreach (var replacement in replacements)
        {
            if (composition.Component(replacement.Component) is not { Written.Replaceable: { } contract } component)
            {
                var all = composition.Components.Where(one => one.Written.Replaceable is not null).Select(one => one.Name).ToList();
                findings.Add(Diagnostic.Of(ContractRules.NotReplaceable, (Location?)null, replacement.Component, all.Count == 0 ? "-" : string.Join(", ", all)));
                continue;
            }
            findings.AddRange(Met(component, replacement.File, replacement.Definition.Contract));
            var given = replacement.Definition.Outputs;
            findings.AddRange(contract.Outputs.Where(wanted => !IsGiven(wanted, component, given)).Select(wanted => Lacking(replacement, wanted, component)));
            findings.AddRange(given.Where(one => !IsRead(one, contract)).Select(one => Unread(one, contract)));
            var (service, wrong) = Outside(component, replacement.Definition);
            findings.AddRange(wrong);
            if (service is null)
                continue;
            var outside = component with { Content = new ServiceContent(service) };
            // Host and port are the component's where the file says nothing else.
            var said = contract.Outputs.Where(wanted => given.All(one => one.Name.Value != wanted.Name.Value)).Select(wanted => wanted with { Value = null, Credentials = null });
            if (findings.Count == 0 && Outputs.Values(outside, [.. given, .. said], findings) is { } values)
                handed[component.Name] = values;
            if (changed.FindIndex(one => one.Name == component.Name) is var at and >= 0)
                changed[at] = outside with { Entry = Entry(replacement.Definition), Mapped = ComponentEntry.Empty, Adjusted = ComponentEntry.Empty, After = [], IsReplaced = true };
        }
        return findings.Count > 0 ? (components, handed, findings) : (changed, handed, []);
    }

    /// <summary>Whether an offer is what the component's dependents can work with.</summary>
    internal static IEnumerable<Diagnostic> Met(ComposedComponent component, string offers, ContractOffer offer)
    {
        var contract = component.Written.Replaceable!;
        if (offer.Name.Value == contract.Name.Value && contract.Range.Contains(offer.Version.Value))
            yield break;
        yield return Diagnostic.Of(
            ContractRules.NotMet, offer.Name.Value == contract.Name.Value ? offer.Version.At ?? offer.Name.At : offer.Name.At ?? offer.Version.At, offers, $"{offer.Name.Value} {offer.Version.Value}", component.Name, $"{contract.Name.Value} {contract.Range.Text}", CompositionWalk.Shown(contract.Name.At)) with
        {
            Related = contract.Name.At is { } at ? [at] : [],
        };
    }

    /// <summary>Of the same type; of credentials every key.</summary>
    private static bool IsGiven(OutputDefinition wanted, ComposedComponent component, IReadOnlyList<OutputDefinition> given)
    {
        var name = wanted.Name.Value;
        if (given.FirstOrDefault(one => one.Name.Value == name) is not { } own)
            return name is "host" || (name is "port" && component.Service?.Ports.Count == 1);
        if (wanted.Credentials is { } keys)
            return own.Credentials is { } offered && keys.Keys.All(offered.ContainsKey);
        return own.Value is null ? name is "host" or "port" : Type(own) == Type(wanted);
    }

    /// <summary>Port and credentials also say how the component's own service and address are.</summary>
    private static bool IsRead(OutputDefinition given, ReplaceableDefinition contract)
        => given.Name.Value is "port" or "credentials" || contract.Outputs.Any(wanted => wanted.Name.Value == given.Name.Value);

    /// <summary>Left alone, a misspelt output would give dependents the component's own value, unseen.</summary>
    private static Diagnostic Unread(OutputDefinition given, ReplaceableDefinition contract)
    {
        var known = contract.Outputs.Select(wanted => wanted.Name.Value).ToList();
        var near = NearestName.Find(given.Name.Value, [.. known, "port", "credentials"]);
        return Diagnostic.Of(DefinitionRules.UnknownKey, given.Name.At, $"outputs.{given.Name.Value}", string.Join(", ", known), near ?? "") with { SpecialHelp = near is null ? OutputsAre : NearOutput };
    }

    private static string Type(OutputDefinition output) => output switch
    {
        { Credentials: not null } => "credentials",
        { Value: { } value } => Outputs.TypeOf(value),
        { Name.Value: "port" } => "integer",
        _ => "string",
    };

    private static Diagnostic Lacking(Replacement replacement, OutputDefinition wanted, ComposedComponent component)
    {
        var (english, chinese) = Type(wanted) switch
        {
            "credentials" => (Credentials.English, Credentials.Chinese),
            "integer" => ("a whole number", "整数"),
            "number" => ("a number", "数字"),
            "boolean" => ("`true` or `false`", "布尔值"),
            _ => ("a text", "文本"),
        };
        var name = wanted.Credentials is { } keys ? $"credentials ({string.Join(", ", keys.Keys)})" : wanted.Name.Value;
        return new Diagnostic(ContractRules.LacksOutput, Start(replacement.Definition.Node), [replacement.File, component.Name, name, english])
        {
            ChineseArguments = [replacement.File, component.Name, name, chinese],
            Related = wanted.Name.At is { } at ? [at] : [],
        };
    }

    private static Location? Start(MapNode node) => node.Count > 0 ? node.Entries[0].Key.At : node.At;

    /// <summary>A service without pods, with the ports that dependents use.</summary>
    private static (ServiceDefinition? Service, IEnumerable<Diagnostic> Findings) Outside(ComposedComponent component, ReplacementDefinition replacement)
    {
        var port = replacement.Outputs.FirstOrDefault(one => one.Name.Value == "port")?.Value?.Text;
        var ports = component.Service?.Ports ?? [];
        var named = port is not null && ports.Count <= 1
            ? [(ports is [var only] ? only.Name.Value : "main", port, ports is [var same] ? same.Protocol.Value : "TCP")]
            : ports.Select(one => (one.Name.Value, one.Number.Value.ToString(CultureInfo.InvariantCulture), one.Protocol.Value)).ToList();
        var text = YamlWriter.Write(Node.Map(
            ("name", Node.Of(component.Written.Name.Value)),
            ("version", Node.Of(replacement.Contract.Version.Value.ToString())),
            ("workload", Node.Of("external")),
            ("ports", Node.Map(named.Select(one => (one.Item1, (Node)Node.Map(("port", new ScalarNode(ScalarKind.Integer, one.Item2)), ("protocol", Node.Of(one.Item3)))))))));
        // Only a port can be wrong here, and it stands in the replacement's file.
        var read = DefinitionReader.Read(new SourceText($"{component.Name}.yaml", text));
        return (read.Definition, read.Diagnostics.Select(finding => finding with { At = At(replacement), Edits = [] }));
    }

    private static Location? At(ReplacementDefinition replacement) => replacement.Outputs.FirstOrDefault(one => one.Name.Value == "port")?.Value?.At ?? Start(replacement.Node);

    /// <summary>Where it is, and by what one logs in there: names alone.</summary>
    private static ComponentEntry Entry(ReplacementDefinition replacement)
    {
        var address = replacement.Address;
        if (address["credentials"] is null && replacement.Outputs.FirstOrDefault(one => one.Credentials is { Count: > 0 })?.Credentials is { } credentials)
            address = address.With("credentials", Node.Map(("secret", credentials.Values.First()["secret"]!), ("keys", Node.Map(credentials.Select(one => (one.Key, one.Value["key"]!))))));
        return ComponentEntry.Empty with { Traits = Node.Map(("address", address)) };
    }
}
