using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The environment of a container: its own values, and those that ConfigMaps of the same source hold.</summary>
internal static class PodEnv
{
    private static readonly Home Fact = Home.Other(
        "it is a fact of the pod, which a definition does not know", "它是 Pod 自身的信息，服务定义并不知道",
        "the platform team provides such variables by a trait", "这类变量由平台团队通过 trait 提供");

    private static readonly Home Elsewhere = Home.Other(
        "the ConfigMap is not in this source", "来源中没有这个 ConfigMap",
        "read it together with the manifests, or write its values into `container.env` or `config`", "请与清单一起读取，或把其中的值写入 `container.env` 或 `config`");

    public static IReadOnlyList<DraftEnv> Read(MapNode container, string shown, PodScope scope)
    {
        var variables = new List<DraftEnv>();
        foreach (var variable in FromMaps(container, shown, scope).Concat(Own(container, shown, scope)))
            if (variables.FindIndex(other => other.Name == variable.Name) is var at and >= 0)
                variables[at] = variable;
            else
                variables.Add(variable);
        return variables;
    }

    private static IEnumerable<DraftEnv> FromMaps(MapNode container, string shown, PodScope scope)
    {
        foreach (var (map, place) in scope.Values.Maps(container, "envFrom", shown))
        {
            var name = Manifest.Text(map["configMapRef"] as MapNode, "name");
            if (name is null)
                scope.Values.Tell(map, place, Home.Secret);
            else if (scope.Beside("ConfigMap", name)?["data"] is not MapNode data)
                scope.Values.Tell(map, place, Elsewhere);
            else
                foreach (var entry in data.Entries.Where(entry => entry.Value is ScalarNode))
                    if (DraftNames.IsEnv((Manifest.Text(map, "prefix") ?? "") + entry.Name))
                        yield return new DraftEnv((Manifest.Text(map, "prefix") ?? "") + entry.Name, new(ShellWords.Literal(((ScalarNode)entry.Value).Text), From(name)));
                    else
                        scope.Values.Tell(entry.Key, $"ConfigMap {name}: {entry.Name}", Home.EnvName);
        }
    }

    private static IEnumerable<DraftEnv> Own(MapNode container, string shown, PodScope scope)
    {
        foreach (var (map, place) in scope.Values.Maps(container, "env", shown))
        {
            var name = Manifest.Text(map, "name") ?? "";
            var from = scope.Values.Map(map, "valueFrom", place);
            if (!DraftNames.IsEnv(name))
                scope.Values.Tell(map, place, Home.EnvName);
            else if (from is null)
                yield return new DraftEnv(name, new(scope.Values.Text(map, "value", place)?.Text ?? ""));
            else if (from["configMapKeyRef"] is MapNode reference)
            {
                if (OfConfigMap(name, reference, scope) is { } variable)
                    yield return variable;
                else if (scope.Beside("ConfigMap", Manifest.Text(reference, "name")) is null)
                    scope.Values.Tell(map, $"{place} ({name})", Elsewhere);
            }
            else
                scope.Values.Tell(map, $"{place} ({name})", from["secretKeyRef"] is null ? Fact : Home.Secret);
        }
    }

    private static DraftEnv? OfConfigMap(string name, MapNode reference, PodScope scope)
    {
        var (map, key) = (Manifest.Text(reference, "name") ?? "", Manifest.Text(reference, "key") ?? "");
        if (Manifest.Text(scope.Beside("ConfigMap", map)?["data"] as MapNode, key) is { } value)
            return new DraftEnv(name, new(ShellWords.Literal(value), From(map)));
        var (shownMap, shownKey) = (DraftNames.OneLine(map), DraftNames.OneLine(key));
        return SourceValues.Flag(reference, "optional")
            ? null
            : new DraftEnv(name, new(null, new($"its value; the source takes {shownKey} from the ConfigMap {shownMap}", $"变量的值；来源取自 ConfigMap {shownMap} 的 {shownKey}")));
    }

    private static LocalText From(string map) => DraftNames.Inferred($"the ConfigMap {DraftNames.OneLine(map)}", $"ConfigMap {DraftNames.OneLine(map)}");
}
