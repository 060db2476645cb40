using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What a Compose service asks for and may use, in its newer and its older keys.</summary>
internal static class ComposeResources
{
    private static readonly Home NoAmount = Home.Other(
        "this is no amount", "它不是有效的数量",
        "write `resources` in the definition, such as `memory: 512Mi`", "请在服务定义的 `resources` 中填写，例如 `memory: 512Mi`");

    private static readonly Home Twice = Home.Other(
        "`deploy.resources` says something else for it, and that is taken", "`deploy.resources` 对它另有规定，以那里为准",
        "write under `resources` in the definition what is meant", "请在服务定义的 `resources` 中填写实际需要的数量");

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
                .. Amount("cpu", Text(limits, "cpus"), "cpus", Amounts.DockerCpus, service),
                .. Amount("memory", Text(limits, "memory"), "mem_limit", Amounts.DockerBytes, service),
            ],
            Requests =
            [
                .. Amount("cpu", Text(reservations, "cpus"), null, Amounts.DockerCpus, service),
                .. Amount("memory", Text(reservations, "memory"), "mem_reservation", Amounts.DockerBytes, service),
            ],
        };
    }

    private static ScalarNode? Text(MapNode? map, string key) => SourceValues.Value(map, key) as ScalarNode;

    /// <param name="older">The key of the service that says the same; null where there is none.</param>
    private static IEnumerable<DraftAmount> Amount(string name, ScalarNode? newer, string? older, Func<string, string?> convert, ComposeService service)
    {
        var old = older is null ? null : Text(service.Map, older);
        if (newer is not null && old is not null && convert(newer.Text) != convert(old.Text))
            service.Values.Tell(service.Map.Entry(older!)!.Key, $"{service.Shown}.{older}", Twice);
        if ((newer ?? old) is not { } written)
            yield break;
        if (convert(written.Text) is { } amount)
            yield return new DraftAmount(name, amount, Amounts.IsDockerCpusExact(written.Text) || name != "cpu" ? null : DraftNames.InferredFrom(written.Text));
        else
            service.Values.Tell(written, $"{service.Shown}.{(newer is null ? older : name)}", NoAmount);
    }
}
