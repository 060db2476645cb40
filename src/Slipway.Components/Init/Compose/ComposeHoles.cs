using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Variables without a value in what comes over from a Compose service. Those of the environment are open answers.</summary>
internal static class ComposeHoles
{
    private static readonly string[] Keys =
    [
        "image", "entrypoint", "command", "env_file", "ports", "expose", "healthcheck", "volumes", "tmpfs", "depends_on", "links", "deploy", "cpus", "mem_limit",
        "mem_reservation", "stop_grace_period",
    ];

    private static readonly Home NoValue = Home.Other(
        "the variable has no value here", "该变量在这里没有值",
        "give it one in the file `.env` beside the source, or write what is meant into the definition", "请在来源旁的 `.env` 文件中给出它的值，或在服务定义中直接写出实际内容");

    /// <summary>Nothing is told twice: a value that does not come over at all has its finding.</summary>
    public static void Tell(ComposeService service)
    {
        var told = service.Values.Findings.Select(finding => finding.At).ToHashSet();
        foreach (var key in Keys)
            if (service.Map.Entry(key) is { } entry && !told.Contains(entry.Key.At))
                Tell(entry.Value, $"{service.Shown}.{key}", service, told);
    }

    private static void Tell(Node value, string shown, ComposeService service, HashSet<Location?> told)
    {
        switch (value)
        {
            case MapNode map when !told.Contains(map.At):
                foreach (var entry in map.Entries.Where(entry => !told.Contains(entry.Key.At)))
                    Tell(entry.Value, $"{shown}.{entry.Name}", service, told);
                break;
            case ListNode list:
                foreach (var item in list.Items)
                    Tell(item, shown, service, told);
                break;
            case ScalarNode scalar when !told.Contains(scalar.At):
                foreach (var hole in service.File.Text.Holes(scalar))
                    service.Values.Tell(scalar, $"{shown}: {hole}", NoValue);
                break;
        }
    }
}
