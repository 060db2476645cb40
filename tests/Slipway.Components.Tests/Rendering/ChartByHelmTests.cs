using System.Text;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

/// <summary>The chart as people use it who have no Slipway: Helm 3 and Helm 4, lint, kubeconform, a real cluster.</summary>
public sealed class ChartByHelmTests
{
    [Theory]
    [InlineData("helm3")]
    [InlineData("helm4")]
    public async Task Helm_lint_strict_finds_nothing_for_any_case(string program)
    {
        var helm = TestEnvironment.Needs(program);
        var chart = HelmUnderTest.Chart();
        foreach (var one in RenderCase.All)
            (await Command.Run(helm, ["lint", "--strict", chart, "-f", Values(one.Build())])).ShouldContain("0 chart(s) failed");
    }

    [Theory]
    [InlineData("helm3", "traits.autoscal.enabled=true")]
    [InlineData("helm4", "traits.autoscal.enabled=true")]
    [InlineData("helm3", "traits.replicas.count=null")]
    [InlineData("helm4", "containers.web.image.tag=3")]
    [InlineData("helm3", "ports.http.port=80")]
    [InlineData("helm4", "ports.http.port=80")]
    [InlineData("helm3", "main=web", "address.another-name")]
    [InlineData("helm4", "storage.data.path=/data", "address.another-name")]
    [InlineData("helm3", "traits.address.addresses[0]=db.example.com", "address.another-name")]
    [InlineData("helm4", "traits.address.credentials.password=a", "address.another-name")]
    public async Task Plain_Helm_refuses_wrong_values(string program, string set, string @case = "replicas.three")
    {
        var (code, _, error) = await Command.Try(TestEnvironment.Needs(program), ["template", "web", HelmUnderTest.Chart(), "-f", Values(RenderCase.Named(@case).Build()), "--set", set]);
        code.ShouldNotBe(0);
        error.ShouldContain("values don't meet the specifications of the schema");
    }

    [Theory]
    [InlineData("helm3")]
    [InlineData("helm4")]
    public async Task Autoscale_by_plain_Helm_on_four_ready_pods_never_leaves_fewer_than_four(string program)
    {
        TestEnvironment.NeedsCluster();
        var helm = TestEnvironment.Needs(program);
        var kubectl = TestEnvironment.Needs("kubectl");
        await TestImages.Example("hello");
        var space = $"chart-{program}-{Guid.NewGuid().ToString("N")[..8]}";
        var chart = HelmUnderTest.Chart();
        var (component, values) = Hello();
        try
        {
            await Command.Run(helm, ["upgrade", "--install", "hello", chart, "-n", space, "--create-namespace", "-f", values, "--set", "traits.replicas.enabled=true,traits.replicas.count=4", "--wait", "--timeout", "120s"]);
            using var watch = Command.Start(kubectl, ["get", "deployment", "hello", "-n", space, "--watch", "-o", "jsonpath={.status.readyReplicas}{\"\\n\"}"]);
            var seen = new List<string>();
            var reading = Task.Run(async () =>
            {
                while (await watch.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
                    seen.Add(line);
            }, TestContext.Current.CancellationToken);
            // The first switch replaces the count that stood in the values, the second upgrade finds the autoscaler at work.
            await Command.Run(helm, ["upgrade", "hello", chart, "-n", space, "-f", values, "--set", "traits.autoscale.enabled=true"]);
            // The autoscaler has looked at the four pods and made up its mind.
            await Command.Run(kubectl, ["wait", "hpa/hello", "-n", space, "--for=jsonpath={.status.currentReplicas}=4", "--timeout=90s"]);
            await Command.Run(kubectl, ["wait", "hpa/hello", "-n", space, "--for=condition=AbleToScale", "--timeout=60s"]);
            await Command.Run(helm, ["upgrade", "hello", chart, "-n", space, "-f", values, "--set", "traits.autoscale.enabled=true"]);
            (await Command.Run(kubectl, ["get", "deployment", "hello", "-n", space, "-o", "jsonpath={.spec.replicas}/{.status.readyReplicas}"])).ShouldBe("4/4");
            watch.Kill();
            await reading;
            seen.ShouldNotBeEmpty();
            seen.ShouldAllBe(line => line == "4");
            component.Name.ShouldBe("hello");
        }
        finally
        {
            await Command.Try(kubectl, ["delete", "namespace", space, "--wait=false"]);
        }
    }

    /// <summary>By Helm alone nobody tidies up: what remembers the pods that were behind the Service must forget them by itself.</summary>
    [Theory]
    [InlineData("helm3")]
    [InlineData("helm4")]
    public async Task A_service_moves_out_and_comes_back_by_plain_Helm_and_who_calls_it_is_answered_by_the_right_one(string program)
    {
        TestEnvironment.NeedsCluster();
        var (helm, kubectl) = (TestEnvironment.Needs(program), TestEnvironment.Needs("kubectl"));
        await TestImages.Example("hello");
        await TestImages.Busybox("test.local/busybox:1");
        var space = $"chart-{program}-{Guid.NewGuid().ToString("N")[..8]}";
        var chart = HelmUnderTest.Chart();
        Task<string> Kubectl(params string[] words) => Command.Run(kubectl, ["-n", space, .. words]);
        Task<string> Upgrade(string values) => Command.Run(helm, ["upgrade", "--install", "hello", chart, "-n", space, "-f", values, "--wait", "--timeout", "120s"]);
        async Task<string> Calls() => (await Kubectl("exec", "caller", "--", "sh", "-c", "for i in $(seq 25); do timeout 5 wget -qO- http://hello:8080/ >/tmp/said 2>/dev/null || echo nobody >/tmp/said; head -n 1 /tmp/said | cut -c1-20; done | sort -u")).Trim();
        async Task Until(Func<string, bool> reached)
        {
            var end = DateTime.UtcNow.AddMinutes(1);
            for (var said = await Calls(); !reached(said); said = await Calls())
                DateTime.UtcNow.ShouldBeLessThan(end, said);
        }
        try
        {
            await Command.Run(kubectl, ["create", "namespace", space]);
            await Kubectl("run", "outside", "--image=test.local/busybox:1", "--image-pull-policy=IfNotPresent", "--command", "--", "sh", "-c", "echo outside > /tmp/index.html; exec busybox httpd -f -p 18080 -h /tmp");
            await Kubectl("run", "caller", "--image=test.local/busybox:1", "--image-pull-policy=IfNotPresent", "--command", "--", "sleep", "600");
            await Kubectl("wait", "--for=condition=Ready", "pod/outside", "pod/caller", "--timeout=60s");
            var (_, inside) = Hello();
            var outside = Values(Outside(await Kubectl("get", "pod", "outside", "-o", "jsonpath={.status.podIP}")));
            foreach (var values in (string[])[inside, outside, inside])
            {
                await Upgrade(values);
                await Until(said => values == outside ? said == "outside" : said.Length > 0 && said != "nobody" && !said.Contains("outside", StringComparison.Ordinal) && !said.Contains('\n', StringComparison.Ordinal));
                // From here on nobody else answers.
                (await Calls()).Split('\n').ShouldHaveSingleItem();
            }
        }
        finally
        {
            await Command.Try(kubectl, ["delete", "namespace", space, "--wait=false"]);
        }
    }

    private static Component Outside(string address)
    {
        var definition = DefinitionReader.Read(new SourceText("service.yaml", "name: hello\nversion: 1.0.0\nworkload: external\nports: {http: 8080}\n")).Definition.ShouldNotBeNull();
        var entry = EntryReader.Read(new SourceText("with.yaml", $"traits: {{address: {{addresses: [{address}], ports: {{http: 18080}}}}}}")).Entry.ShouldNotBeNull();
        return ComponentBuilder.Build(definition, entry, PlatformReader.BuiltIn).Component.ShouldNotBeNull();
    }

    [Fact]
    public void The_chart_stays_small_in_a_release()
    {
        var chart = GenericChart.Single(PlatformReader.BuiltIn);
        chart.Files.Keys.ShouldNotContain(k => k.Contains("cases", StringComparison.Ordinal));
        chart.Files.Values.Sum(t => Encoding.UTF8.GetByteCount(t)).ShouldBeLessThan(256 * 1024);
        chart.Digest.ShouldBe(GenericChart.Single(PlatformReader.BuiltIn).Digest);
    }

    private static (Component Component, string ValuesFile) Hello()
    {
        var file = Path.Combine(TestEnvironment.Root, "examples", "hello", "service.yaml");
        var definition = DefinitionReader.Read(file, File.ReadAllBytes(file), DefinitionOptions.Default).Definition.ShouldNotBeNull();
        var component = ComponentBuilder.Build(definition, ComponentEntry.Empty, PlatformReader.BuiltIn).Component.ShouldNotBeNull();
        return (component, Values(component));
    }

    private static string Values(Component component)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, YamlWriter.Write(component.Values));
        return file;
    }
}
