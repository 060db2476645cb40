using System.Diagnostics;
using System.Globalization;
using Slipway.Components;
using Slipway.Delivery;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

// Arguments: a file of manifests, as `slipway template` prints them. Prints one line with tabs between: how many objects, our server-side dry runs a second,
// kubectl's. Nothing is stored in the cluster. Both take turns, so that a busy machine slows both, and the medians count; the first turn is for warming up.
const int Rounds = 5;

var file = args[0];
var objects = (await File.ReadAllTextAsync(file)).Split("---\n", StringSplitOptions.RemoveEmptyEntries).Select(Read).ToList();
var access = Kubeconfig.Resolve(new KubeconfigChoice()).Access ?? throw new InvalidOperationException("KUBECONFIG names no cluster.");
var component = new RenderedComponent(new Component("bench", "1.0.0", new MapNode([])) { Installation = "bench" }, objects, []);
var work = new ComponentWork(component, new HelmHistory("bench", []), "", IsWhole: false, Restored: null);
List<double> ours = [], other = [];
for (var round = 0; round <= Rounds; round++)
{
    // Each turn connects and asks for the kinds anew, as kubectl does.
    var (mine, theirs) = (await Time(DryRun), await Time(ByKubectl));
    if (round == 0)
        continue;
    ours.Add(objects.Count / mine);
    other.Add(objects.Count / theirs);
}
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{objects.Count}\t{Median(ours):0}\t{Median(other):0}"));

async Task DryRun()
{
    using var client = await ClusterClient.Connect(access, TimeProvider.System);
    (IReadOnlyDictionary<RenderedObject, ApiResource> kinds, var unknown) = await Preflight.Kinds(client, objects, [], CancellationToken.None);
    var problems = unknown.Concat(await Preflight.DryRun(client, "default", [work], kinds, mayRecreate: false, force: false, CancellationToken.None)).ToList();
    if (problems.Count > 0)
        throw new InvalidOperationException(problems[0].Message(Language.English));
}

async Task ByKubectl()
{
    var start = new ProcessStartInfo("kubectl", ["apply", "--server-side", "--dry-run=server", "-f", file]) { RedirectStandardOutput = true };
    using var kubectl = Process.Start(start) ?? throw new InvalidOperationException("kubectl did not start.");
    var lines = (await kubectl.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
    await kubectl.WaitForExitAsync();
    if (kubectl.ExitCode != 0 || lines != objects.Count)
        throw new InvalidOperationException($"kubectl ended with {kubectl.ExitCode} after {lines} of {objects.Count} objects.");
}

static async Task<double> Time(Func<Task> run)
{
    var clock = Stopwatch.StartNew();
    await run();
    return clock.Elapsed.TotalSeconds;
}

static RenderedObject Read(string text)
{
    var read = YamlReader.Read(new SourceText("manifests.yaml", text));
    if (read.Documents is not [MapNode root] || root["metadata"] is not MapNode metadata)
        throw new InvalidOperationException($"No object: {text}");
    return new RenderedObject(root["apiVersion"]!.ToString()!, root["kind"]!.ToString()!, metadata["name"]!.ToString()!, metadata["namespace"]?.ToString(), text)
    {
        Json = System.Text.Encoding.UTF8.GetBytes(JsonText.Write(root)),
    };
}

static double Median(List<double> all)
{
    all.Sort();
    return all[all.Count / 2];
}
