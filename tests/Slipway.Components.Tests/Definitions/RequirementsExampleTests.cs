using Semver;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests.Definitions;

/// <summary>The first example of the requirements, byte for byte as it stands there, tabs included.</summary>
public sealed class RequirementsExampleTests
{
    [Fact]
    public void The_first_example_loads_as_it_stands()
    {
        var read = DefinitionReader.Read(new SourceText("service.yaml", Example()));
        read.Diagnostics.ShouldAllBe(diagnostic => diagnostic.Severity != Severity.Error);
        var definition = read.Definition.ShouldNotBeNull();
        definition.Name.Value.ShouldBe("sleep");
        definition.VersionText.ShouldBe("3.0.1");
        definition.Workload.ShouldBe(new Placed<string>("stateless"));
        definition.Ports.ShouldBeEmpty();
        var container = definition.Containers.ShouldHaveSingleItem();
        container.Name.Value.ShouldBe("sleep");
        container.ImagesName.Value.ShouldBe(new ImageName(null, "fun/custom/sleep", null, SiteRegistry: true));
        container.ImagesTag.Value.ShouldBe("3.0.1");
        container.Command.Select(word => word.Value).ShouldBe(["/dockerentrypoint.sh"]);
        container.Args.Select(word => word.Value).ShouldBe(["10d"]);
        container.Env.Select(variable => (variable.Name, variable.Value.Value)).ShouldBe([("SLEEPCOMMAND", "/sbin/sleep")]);
    }

    [Fact]
    public void Its_three_probes_are_read_as_they_are_meant()
    {
        var health = DefinitionReader.Read(new SourceText("service.yaml", Example())).Definition.ShouldNotBeNull().Containers[0].Health;
        health.Probes.Select(probe => probe.Kind).ShouldBe([ProbeKind.Liveness, ProbeKind.Startup, ProbeKind.Readiness]);
        foreach (var (probe, name) in health.Probes.Zip(["livenessProbe", "startupProbe", "readinessProbe"]))
        {
            probe.Handler.ShouldBeOfType<ExecProbe>().Command.Select(word => word.Value).ShouldBe(["cat", $"/tmp/healthy_{name}.sh"]);
            probe.FailureThreshold.Value.ShouldBe(1);
            probe.PeriodSeconds.Value.ShouldBe(10);
            probe.PeriodSeconds.IsDefault.ShouldBeFalse();
            probe.TimeoutSeconds.ShouldBe(new Placed<int>(1));
        }
    }

    [Fact]
    public void The_third_example_is_a_dependency_definition_as_it_stands()
    {
        var text = TestEnvironment.Requirements;
        var start = text.IndexOf("```yaml\ndepsService:", StringComparison.Ordinal) + "```yaml\n".Length;
        var read = DepsReader.Read(new SourceText("deps.yaml", text[start..text.IndexOf("```", start, StringComparison.Ordinal)]));
        read.Diagnostics.ShouldAllBe(diagnostic => diagnostic.Rule == YamlRules.Tabs);
        var dependencies = read.DepsService.ShouldNotBeNull();
        dependencies.Select(dependency => $"{dependency.Name} {dependency.Version} {dependency.From}").ShouldBe(["a 3.0.4 Package", "b 3.0.9 Package"]);
        dependencies[0].Version.Value.Contains(SemVersion.Parse("3.1.0")).ShouldBeTrue();
        dependencies[0].Version.Value.Contains(SemVersion.Parse("3.0.3")).ShouldBeFalse();
    }

    private static string Example()
    {
        var text = TestEnvironment.Requirements;
        var start = text.IndexOf("```yaml\nname: sleep", StringComparison.Ordinal) + "```yaml\n".Length;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
