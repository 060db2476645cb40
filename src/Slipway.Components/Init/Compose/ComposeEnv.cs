using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The environment of a Compose service: its files first, its own entries over them.</summary>
internal static class ComposeEnv
{
    private static readonly Home NotRead = Home.Other(
        "the file could not be read: it is not there, or not in the folder of the Compose file", "无法读取该文件：它不存在，或不在 Compose 文件所在的目录中",
        "write its variables into `container.env`, and its secrets into `config`", "请把其中的变量写入 `container.env`，机密写入 `config`");

    public static IReadOnlyList<DraftEnv> Read(ComposeService service)
    {
        var variables = new List<DraftEnv>();
        foreach (var variable in FromFiles(service).Concat(Own(service)))
            if (variables.FindIndex(other => other.Name == variable.Name) is var at and >= 0)
                variables[at] = variable;
            else
                variables.Add(variable);
        return variables;
    }

    private static IEnumerable<DraftEnv> FromFiles(ComposeService service)
    {
        var earlier = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (file, isRaw) in Files(service))
            if (service.File.Files.Text(file.Text) is not { } text)
                service.Values.Tell(file, $"{service.Shown}.env_file", NotRead);
            else
                foreach (var (name, value) in isRaw ? EnvFile.ReadRaw(text) : EnvFile.Read(text, name => earlier.GetValueOrDefault(name) ?? service.File.Text.Value(name)))
                {
                    if (value.Holes.Count == 0)
                        earlier[name] = value.Text;
                    if (DraftNames.IsEnv(name))
                        yield return new DraftEnv(name, Found(value, DraftNames.OneLine(file.Text)));
                    else
                        service.Values.Tell(file, $"{service.Shown}.env_file: {name}", Home.EnvName);
                }
    }

    private static Found<string?> Found(Filled value, string file)
        => value.Holes.Count == 0
            ? new(ShellWords.Literal(value.Text), DraftNames.Inferred(file, file))
            : new(null, new($"its value; {file} says {DraftNames.OneLine(value.Text)}", $"变量的值；{file} 写的是 {DraftNames.OneLine(value.Text)}"));

    private static IEnumerable<(ScalarNode File, bool IsRaw)> Files(ComposeService service) => SourceValues.Value(service.Map, "env_file") switch
    {
        ScalarNode one => [(one, false)],
        ListNode list => list.Items.Select(item => (File: item as ScalarNode ?? (item as MapNode)?["path"] as ScalarNode, IsRaw: (item as MapNode)?["format"] is ScalarNode { Text: "raw" }))
            .Where(file => file.File is not null).Select(file => (file.File!, file.IsRaw)),
        _ => [],
    };

    private static IEnumerable<DraftEnv> Own(ComposeService service)
    {
        foreach (var (name, value, at) in Written(service))
            if (!DraftNames.IsEnv(name))
                service.Values.Tell(at, $"{service.Shown}.environment.{name}", Home.EnvName);
            else if (value is null || service.File.Text.IsUnresolved(at))
                yield return new DraftEnv(name, new(null, value is null
                    ? new("its value; the source takes it from the machine", "变量的值；来源从所在机器取得")
                    : new($"its value; the source says {DraftNames.OneLine(value)}", $"变量的值；来源写的是 {DraftNames.OneLine(value)}")));
            else
                yield return new DraftEnv(name, new(ShellWords.Literal(value)));
    }

    private static IEnumerable<(string Name, string? Value, Node At)> Written(ComposeService service)
    {
        switch (SourceValues.Value(service.Map, "environment"))
        {
            case MapNode map:
                foreach (var entry in map.Entries)
                    yield return (entry.Name, entry.Value is ScalarNode { Kind: not ScalarKind.Null } scalar ? scalar.Text : null, entry.Value);
                break;
            case ListNode list:
                foreach (var item in list.Items.OfType<ScalarNode>())
                {
                    var equals = item.Text.IndexOf('=', StringComparison.Ordinal);
                    yield return equals < 0 ? (item.Text, null, item) : (item.Text[..equals], item.Text[(equals + 1)..], item);
                }
                break;
            default:
                service.Values.Map(service.Map, "environment", service.Shown);
                break;
        }
    }
}
