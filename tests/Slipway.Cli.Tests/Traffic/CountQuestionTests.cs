using Slipway.Testing;

namespace Slipway.Cli.Tests.Traffic;

/// <summary>Who is asked about a count, and when nobody is.</summary>
public sealed class CountQuestionTests
{
    internal const string Definition = """
        name: hello
        version: 1.0.0
        container:
          imagesName: test.local/busybox
          imagesTag: "1"
          command: [sh, -c, "cd /tmp; > started; > live; > ready; exec busybox httpd -f -p 8080"]
          health:
            startupProbe: {httpGet: {path: /started, port: 8080}, periodSeconds: 1}
            livenessProbe: {httpGet: {path: /live, port: 8080}}
            readinessProbe: {httpGet: {path: /ready, port: 8080}, periodSeconds: 1}
        """;

    [Fact]
    public async Task At_a_terminal_it_is_asked_and_the_answer_is_done()
    {
        TestEnvironment.Needs("script");
        using var site = await ClusterSite.Make(Definition);
        await site.Install("--trait", "replicas.count=1");
        await site.Kubectl("scale", "deployment/hello", "--replicas=2");

        var nothing = await Typed(site, "y", "");
        nothing.Out.ShouldContain("Deployment hello was scaled by hand to 2, the configuration says 1; set by kubectl");
        nothing.Out.ShouldContain("Keep it, reset it, or change nothing? [k/r/N]");
        nothing.ExitCode.ShouldBe(ExitCode.NeedsApproval, nothing.Shown);
        (await Count(site)).ShouldBe("2");

        var kept = await Typed(site, "y", "k");
        kept.ExitCode.ShouldBe(ExitCode.Done, kept.Shown);
        (await Count(site)).ShouldBe("2");
        (await Typed(site, "y")).Out.ShouldNotContain("[k/r/N]");

        (await Typed(site, ["y"], "--replicas", "reset")).ExitCode.ShouldBe(ExitCode.Done);
        (await Count(site)).ShouldBe("1");
    }

    [Fact]
    public async Task An_autoscaler_that_somebody_made_beside_the_release_decides_and_nobody_is_asked()
    {
        using var site = await ClusterSite.Make(Definition);
        await site.Install("--trait", "replicas.count=1");
        await site.Kubectl("autoscale", "deployment/hello", "--min=2", "--max=3", "--cpu=80%");
        await ClusterSite.Until(() => Count(site), "2");

        File.WriteAllText(Path.Combine(site.Folder, "service.yaml"), Definition.Replace("version: 1.0.0", "version: 1.1.0", StringComparison.Ordinal) + "\n");
        var ran = await site.Install("--trait", "replicas.count=1");
        ran.Error.ShouldContain("SLW0533: the count of Deployment hello, now 2, is left to the autoscaler hello");
        (await Count(site)).ShouldBe("2");
        (await site.Install("--trait", "replicas.count=1")).Error.ShouldContain("unchanged");

        await site.Kubectl("delete", "hpa", "hello");
        var asked = await site.Slipway("install", Path.Combine(site.Folder, "service.yaml"), "-n", site.Namespace, "--yes", "--trait", "replicas.count=1");
        asked.ExitCode.ShouldBe(ExitCode.NeedsApproval, asked.Shown);
        asked.Error.ShouldContain("set by kube-controller-manager");
    }

    private static Task<string> Count(ClusterSite site) => site.Kubectl("get", "deployment", "hello", "-o", "jsonpath={.spec.replicas}");

    private static Task<Ran> Typed(ClusterSite site, params string[] answers) => Typed(site, answers, []);

    /// <summary>One answer a line. What the program says is on the terminal, so all of it is the output.</summary>
    private static Task<Ran> Typed(ClusterSite site, string[] answers, params string[] more)
    {
        var install = $"{TheProgram.Path} install {site.Folder}/service.yaml -n {site.Namespace} --trait replicas.count=1 {string.Join(' ', more)}";
        return TheProgram.Start("/bin/sh", new() { ["XDG_STATE_HOME"] = site.Folder, ["SLIPWAY_HELM"] = TestEnvironment.Find("helm", "SLIPWAY_HELM") },
            "-c", $"printf '{string.Concat(answers.Select(a => $"{a}\\n"))}' | script -qec '{install}' /dev/null");
    }
}
