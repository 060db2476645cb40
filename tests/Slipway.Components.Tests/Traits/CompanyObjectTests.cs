using System.Text;
using System.Text.RegularExpressions;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

/// <summary>What traits make alone, by pairs and in crowds: without doubles and nulls, and taken by the API server.</summary>
public sealed class CompanyObjectTests
{
    private static readonly string[] Keyed = ["containers", "initContainers", "volumes", "env", "ports", "volumeMounts", "volumeDevices", "imagePullSecrets"];

    [Fact]
    public async Task No_object_name_environment_variable_port_or_mount_stands_twice_and_no_null_anywhere()
    {
        var wrong = new List<string>();
        foreach (var (title, rendered) in await TraitCompany.Together)
        {
            var doubles = rendered.Objects.GroupBy(o => (o.ApiVersion.Split('/')[0], o.Kind, o.Namespace, o.Name)).Where(g => g.Count() > 1);
            wrong.AddRange(doubles.Select(g => $"{title}: two of {g.Key.Kind} {g.Key.Name}"));
            wrong.AddRange(rendered.Objects.SelectMany(o => Faults(o.Content, $"{o.Kind}/{o.Name}")).Select(fault => $"{title}: {fault}"));
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_API_server_takes_every_object()
    {
        TestEnvironment.NeedsCluster();
        var kubectl = TestEnvironment.Needs("kubectl");
        await TestKinds.Make();
        var space = $"company-{Guid.NewGuid():N}"[..16];
        var file = Path.GetTempFileName();
        try
        {
            await Command.Run(kubectl, ["create", "namespace", space]);
            var all = Distinct(await TraitCompany.Together);
            // One file holds one object of a name: a second one would meet the first in kubectl's own reckoning.
            foreach (var objects in all.GroupBy(o => (o.ApiVersion, o.Kind, o.Name)).SelectMany(g => g.Select((o, i) => (o, i))).GroupBy(x => x.i).Select(g => g.Select(x => x.o)))
            {
                var text = new StringBuilder().AppendJoin("---\n", objects.Select(o => o.Yaml)).Replace($"namespace: {TraitCompany.Namespace}", $"namespace: {space}");
                // A node port belongs to the whole cluster, and another test may hold it at this moment.
                await File.WriteAllTextAsync(file, Regex.Replace(text.ToString(), "^ +nodePort: [0-9]+\n", "", RegexOptions.Multiline), TestContext.Current.CancellationToken);
                await Command.Run(kubectl, ["apply", "--server-side", "--dry-run=server", "--force-conflicts", "--validate=strict", "-f", file]);
            }
        }
        finally
        {
            File.Delete(file);
            await Command.Try(kubectl, ["delete", "namespace", space, "--wait=false"]);
        }
    }

    private static List<RenderedObject> Distinct(IEnumerable<(string Title, RenderedComponent Rendered)> all)
        => [.. all.SelectMany(t => t.Rendered.Objects).DistinctBy(o => o.Yaml)];

    private static IEnumerable<string> Faults(Node node, string place)
    {
        switch (node)
        {
            case ScalarNode { Kind: ScalarKind.Null }:
                yield return $"{place} is null";
                break;
            case ListNode list:
                for (var i = 0; i < list.Items.Count; i++)
                    foreach (var fault in Faults(list.Items[i], $"{place}/{i}"))
                        yield return fault;
                break;
            case MapNode map:
                foreach (var entry in map.Entries)
                {
                    if (Keyed.Contains(entry.Name) && entry.Value is ListNode keyed)
                        foreach (var twice in Keys(keyed, entry.Name).GroupBy(k => k).Where(g => g.Count() > 1))
                            yield return $"{place}/{entry.Name}: {twice.Key} stands twice";
                    foreach (var fault in Faults(entry.Value, $"{place}/{entry.Name}"))
                        yield return fault;
                }
                break;
        }
    }

    private static IEnumerable<string> Keys(ListNode list, string field)
    {
        var key = field switch { "volumeMounts" => "mountPath", "volumeDevices" => "devicePath", _ => "name" };
        return list.Items.OfType<MapNode>().Select(item => (item[key] as ScalarNode)?.Text).OfType<string>();
    }
}
