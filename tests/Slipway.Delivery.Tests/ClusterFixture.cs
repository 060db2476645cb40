using System.Diagnostics;
using System.Text;
using Slipway.Components;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Delivery.Tests;

/// <summary>A namespace of its own on the test cluster, a state folder, and the tiny chart; all gone afterwards.</summary>
public sealed class TestSite : IDisposable
{
    public const string Image = "test.local/busybox:1";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-delivery-");

    public TestSite(bool createNamespace = true)
    {
        TestEnvironment.NeedsCluster();
        Helm = new HelmProgram(TestEnvironment.Needs("helm4", "SLIPWAY_HELM"), "4.1.4");
        if (createNamespace)
            Kubectl("create", "namespace", Space);
    }

    public static string Chart { get; } = Path.Combine(TestEnvironment.Root, "tests", "Slipway.Delivery.Tests", "Fixtures", "chart");

    public HelmProgram Helm { get; }

    public string Space { get; } = $"delivery-{Guid.NewGuid().ToString("N")[..8]}";

    public string State => folder.FullName;

    public List<RunEvent> Said { get; } = [];

    public RunOptions Options => new()
    {
        Namespace = Space,
        State = State,
        Command = "slipway install (test)",
        SlipwayVersion = "0.1.0",
        Wait = new(TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(2)) { Steady = TimeSpan.FromSeconds(1) },
        Progress = Said.Add,
    };

    public InstallRequest Request(string installation, params RenderedComponent[] components)
        => new(installation, new("hello", "1.0.0", "sha256:0"), components, new ChartFolders(Chart), Helm, Options);

    /// <summary>Renders with the tiny chart.</summary>
    public RenderedComponent Component(string name, string installation = "hello", params (string Key, Node Value)[] values)
    {
        var all = Node.Map([("installation", Node.Of(installation)), ("image", Node.Of(Image)), ("args", Sleeping), .. values.Where(v => v.Key is not ("image" or "args")),]);
        foreach (var (key, value) in values)
            all = all.With(key, value);
        var printed = Run(Helm.Path, JsonText.Write(all), "template", name, Chart, "--namespace", Space, "--values", "-");
        var objects = printed.Split("---\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(text => (text, Node: YamlReader.Read(new SourceText(name, text)).Documents.FirstOrDefault() as MapNode))
            .Where(d => d.Node is not null)
            .Select(d => new RenderedObject(Text(d.Node!, "apiVersion"), Text(d.Node!, "kind"), Text((MapNode)d.Node!["metadata"]!, "name"), null, d.text) { Json = System.Text.Encoding.UTF8.GetBytes(JsonText.Write(d.Node!)) });
        return new(new Component(name, "1.0.0", all) { Installation = installation }, [.. objects], []);
    }

    public static Node Sleeping => Node.List(Node.Of("sleep"), Node.Of("3600"));

    public static string Kubectl(params string[] arguments) => Run(TestEnvironment.Needs("kubectl"), null, arguments);

    /// <summary>Names of a kind in the namespace, <c>kubectl get -o name</c>.</summary>
    public string[] Names(string kind) => Kubectl("-n", Space, "get", kind, "-o", "name").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string HelmRun(params string[] arguments) => Run(Helm.Path, null, [.. arguments, "-n", Space]);

    public void Dispose()
    {
        Run(TestEnvironment.Needs("kubectl"), null, "delete", "namespace", Space, "--ignore-not-found", "--wait=false");
        folder.Delete(recursive: true);
    }

    public static string Run(string program, string? input, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}: {error.GetAwaiter().GetResult()}");
        return output;
    }

    private static string Text(MapNode map, string key) => ((ScalarNode)map[key]!).Text;
}

internal static class Told
{
    /// <summary>All findings as a person reads them, one a line.</summary>
    public static string Text(this IEnumerable<Diagnostic> problems)
        => new StringBuilder().AppendJoin('\n', problems.Select(p => $"{p.Rule.Code} {p.Message(Language.English)}")).ToString();

    public static string[] Codes(this IEnumerable<Diagnostic> problems) => [.. problems.Select(p => p.Rule.Code)];
}
