using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What a Compose service asks for and may use, in its newer and its older keys.</summary>
internal static class ComposeResources
{
    private static readonly Home NoAmount = Home.Other(
        "this is no amount", "它不是有效的数量",
        "write `resources` in the definition, such as `memory: 512Mi`", "请在服务定义的 `resources` 中填写，例如 `memory: 512Mi`");

    public static Draft Read(Draft draft, ComposeService service)
    {
        var shown = $"{service.Shown}.deploy";
        var deploy = service.Values.Map(service.Map, "deploy", service.Shown);
        var resources = service.Values.Map(deploy, "resources", shown);
        var limits = service.Values.Map(resources, "limits", $"{shown}.resources");
        var reservations = service.Values.Map(resources, "reservations", $"{shown}.resources");
        return draft with
        {
            Limits =
            [
                .. Amount("cpu", Text(limits, "cpus") ?? Text(service.Map, "cpus"), Amounts.DockerCpus, service),
                .. Amount("memory", Text(limits, "memory") ?? Text(service.Map, "mem_limit"), Amounts.DockerBytes, service),
            ],
            Requests =
            [
                .. Amount("cpu", Text(reservations, "cpus"), Amounts.DockerCpus, service),
                .. Amount("memory", Text(reservations, "memory") ?? Text(service.Map, "mem_reservation"), Amounts.DockerBytes, service),
            ],
        };
    }

    private static ScalarNode? Text(MapNode? map, string key) => SourceValues.Value(map, key) as ScalarNode;

    private static IEnumerable<DraftAmount> Amount(string name, ScalarNode? written, Func<string, string?> convert, ComposeService service)
    {
        if (written is null)
            yield break;
        if (convert(written.Text) is { } amount)
            yield return new DraftAmount(name, amount);
        else
            service.Values.Tell(written, $"{service.Shown}.{name}", NoAmount);
    }
}
