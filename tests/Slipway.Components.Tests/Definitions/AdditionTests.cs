using CsCheck;
using Slipway.Yaml;

namespace Slipway.Components.Tests.Definitions;

public sealed class AdditionTests
{
    [Fact]
    public void What_is_not_said_is_not_there()
    {
        var definition = Here.Good(Here.Definition());
        (definition.Config, definition.Resources, definition.Shutdown, definition.SingleActive, definition.Build).ShouldBe((null, null, null, null, null));
        definition.Storage.ShouldBeEmpty();
        definition.Updaters.ShouldBeEmpty();
        definition.DepsService.ShouldBeEmpty();
        definition.Containers[0].Health.StartupSeconds.ShouldBeNull();
    }

    [Fact]
    public void Storage_has_its_defaults_and_keys_in_any_case()
    {
        var storage = Here.Good(Here.Definition(root: """
            WORKLOAD: stateful
            Storage:
              data: {PATH: /var/lib/sleep, size: 1.5e9}
              cache: {path: /var/cache/sleep, temporary: true}
              ram: {path: /ram, Temporary: true, medium: memory, size: 64Mi, readOnly: true}
            """)).Storage;
        storage.Select(one => $"{one.Name} {one.Path} {one.Size?.Value} {one.Access} {one.Temporary} {one.Medium} {one.ReadOnly}").ShouldBe(
        [
            "data /var/lib/sleep 1.5e9 ReadWriteOnce False Disk False",
            "cache /var/cache/sleep  ReadWriteOnce True Disk False",
            "ram /ram 64Mi ReadWriteOnce True Memory True",
        ]);
        storage[0].Holds("/var/lib/sleep/a/../b").ShouldBeFalse();
        storage[0].Holds("/var/lib//sleep/./version").ShouldBeTrue();
        storage[0].Holds("/var/lib/sleeper").ShouldBeFalse();
    }

    [Theory]
    [InlineData("singleActive: true", true)]
    [InlineData("singleActive: false", false)]
    [InlineData("singleActive: {standby: 2}", false)]
    [InlineData("workload: stateful", true)]
    public void Storage_of_one_node_is_for_one_replica(string said, bool isRight)
    {
        var read = DefinitionReader.Read(new SourceText("service.yaml", Here.Definition(root: said + "\nstorage: {data: {path: /data, size: 1Gi}}")));
        Here.Codes(read.Diagnostics).ShouldBe(isRight ? [] : [AdditionRules.SharedStorage.Code]);
    }

    [Fact]
    public void Many_storages_are_compared_in_no_time()
    {
        var many = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"\n  s{i}: {{path: /data/{i}/{i}, temporary: true}}"));
        Here.Good(Here.Definition(root: "storage:" + many)).Storage.Count.ShouldBe(20_000);
    }

    [Fact]
    public void Resources_are_amounts_in_the_order_of_the_format()
    {
        var resources = Here.Good(Here.Definition(root: "resources: {Requests: {Memory: 256Mi, CPU: 0.25}, limits: {cpu: \"1\", ephemeral-storage: 1Gi}}")).Resources.ShouldNotBeNull();
        resources.Requests.Select(amount => $"{amount.Name} {amount.Amount}").ShouldBe(["cpu 0.25", "memory 256Mi"]);
        resources.Limits.Select(amount => $"{amount.Name} {amount.Amount}").ShouldBe(["cpu 1", "ephemeral-storage 1Gi"]);
    }

    [Fact]
    public void A_limit_that_equals_its_request_in_another_unit_is_fine()
        => Here.Good(Here.Definition(root: "resources: {requests: {cpu: 1000m, memory: 1Gi}, limits: {cpu: 1, memory: 1048576Ki}}"));

    [Fact]
    public void The_end_of_a_service_is_read()
    {
        Here.Good(Here.Definition(root: "shutdown: {preStop: {exec: {command: [drain, now]}}}")).Shutdown.ShouldNotBeNull().GraceSeconds.ShouldBe(new Placed<int>(30));
        var sleep = Here.Good(Here.Definition(root: "Shutdown: {Grace: 60, PreStop: {Sleep: {Seconds: 59}}}")).Shutdown.ShouldNotBeNull();
        sleep.PreStop.ShouldBeOfType<PreStopSleep>().Seconds.Value.ShouldBe(59);
        var http = Here.Good(Here.Definition(root: "ports: {http: 8080}\nshutdown: {preStop: {httpGet: {path: /drain, port: http}}}")).Shutdown.ShouldNotBeNull();
        http.PreStop.ShouldBeOfType<PreStopRequest>().Request.Port.Value.Number.ShouldBe(8080);
    }

    [Theory]
    [InlineData("true", 0)]
    [InlineData("{Standby: 3}", 3)]
    public void A_single_active_service_says_how_many_stand_ready(string written, int standby)
        => Here.Good(Here.Definition(root: "singleActive: " + written)).SingleActive.ShouldNotBeNull().Standby.ShouldBe(standby);

    [Fact]
    public void A_binary_becomes_an_image_named_after_the_service_that_starts_it()
    {
        var definition = Here.Good("""
            name: sleep
            version: 3.0.1
            build:
              binary: bin/sleep
              files: [{from: config, to: /app/config, mode: "0755"}]
              Labels: {team: night, Team: day}
            container:
              health:
                livenessProbe: {exec: {command: [live]}}
                startupProbe: {exec: {command: [start]}}
                readinessProbe: {exec: {command: [ready]}}
            """);
        var build = definition.Build.ShouldNotBeNull();
        (build.Base.Value, build.Path.Value, build.User.Value).ShouldBe(("scratch", "/app/sleep", "65532:65532"));
        build.EntryPoint.Select(word => word.Value).ShouldBe(["/app/sleep"]);
        build.Files.Select(file => $"{file.From} {file.To} {file.Mode} {file.Owner}").ShouldBe(["config /app/config 0755 0:0"]);
        build.Labels.Select(label => $"{label.Name}={label.Value}").ShouldBe(["team=night", "Team=day"]);
        var container = definition.Containers[0];
        container.ImagesName.ShouldBe(new Placed<ImageName>(new ImageName(null, "sleep", null, SiteRegistry: true)));
        container.Command.ShouldBeEmpty();
        container.ImagesTag.Value.ShouldBe("3.0.1");
    }

    [Fact]
    public void The_configurations_schema_is_read_and_its_variables_can_be_referred_to()
    {
        var definition = Here.Good(Here.Definition("args: [$(SECONDS)]", """
            config:
              type: object
              properties:
                seconds: {type: integer, default: 10, x-slipway: {env: SECONDS}}
            """));
        definition.Config.ShouldNotBeNull().Keys.ShouldHaveSingleItem().Env.ShouldBe("SECONDS");
    }

    [Theory]
    [InlineData(60, "{exec: {command: [start]}, failureThreshold: 6}", true)]
    [InlineData(61, "{exec: {command: [start]}, failureThreshold: 6}", false)]
    [InlineData(61, "{exec: {command: [start]}, failureThreshold: 6, initialDelaySeconds: 1}", true)]
    [InlineData(31, "{exec: {command: [start]}}", false)]
    [InlineData(86400, "{exec: {command: [start]}, failureThreshold: 2147483647, periodSeconds: 2147483647}", true)]
    public void The_startup_probe_waits_as_long_as_the_service_says_it_takes(int seconds, string probe, bool isRight)
    {
        var text = Here.Definition().Replace("  health:", $"  health:\n    startupSeconds: {seconds}", StringComparison.Ordinal).Replace("{exec: {command: [start]}}", probe, StringComparison.Ordinal);
        Here.Codes(DefinitionReader.Read(new SourceText("service.yaml", text)).Diagnostics).ShouldBe(isRight ? [] : [ProbeRules.StartupTooShort.Code]);
    }

    [Theory]
    [InlineData("/a/b", true)]
    [InlineData("/", false)]
    [InlineData("//", false)]
    [InlineData("/a:b", false)]
    [InlineData("/a/../b", false)]
    [InlineData("a", false)]
    [InlineData("/dev/shm", false)]
    [InlineData("/device", true)]
    public void Storage_stands_below_the_root_and_on_nothing_of_the_system(string path, bool isRight)
        => Here.Codes(DefinitionReader.Read(new SourceText("service.yaml", Here.Definition(root: $"storage: {{data: {{path: \"{path}\", temporary: true}}}}"))).Diagnostics)
            .ShouldBe(isRight ? [] : [AdditionRules.StoragePath.Code]);

    [Theory]
    [InlineData("bin/sleep", true)]
    [InlineData("./bin/../sleep", true)]
    [InlineData("bin/../../sleep", false)]
    [InlineData("..", false)]
    [InlineData("/sleep", false)]
    [InlineData("\\\\server\\sleep", false)]
    [InlineData("bin\\..\\..\\sleep", false)]
    [InlineData("C:sleep", false)]
    [InlineData("a/\\0", false)]
    public void A_path_of_the_definition_stays_in_its_folder(string path, bool isRight)
        => Here.Codes(DefinitionReader.Read(new SourceText("service.yaml", Here.Definition(root: $"build: {{binary: \"{path.Replace("\\", path.Contains("\\0", StringComparison.Ordinal) ? "\\" : "\\\\", StringComparison.Ordinal)}\"}}"))).Diagnostics)
            .ShouldBe(isRight ? [] : [ValueRules.Relative.Code]);

    [Fact]
    public void An_image_name_that_is_suggested_is_one_that_registries_take()
    {
        var pieces = new[] { "a", "B", "/", "//", ".", "..", "-", "_", "___", ":", ":80", "@", "é", " ", "😀", "registry.example.com", "latest", "~" };
        Here.OneOf(pieces).Array[1, 8].Select(string.Concat).Sample(name =>
        {
            var text = Here.Definition().Replace("/fun/custom/sleep", JsonText.Write(Node.Of(name)), StringComparison.Ordinal);
            foreach (var finding in DefinitionReader.Read(new SourceText("service.yaml", text)).Diagnostics)
                if (finding.Rule == ContainerRules.ImageCharacter || finding.Rule == ContainerRules.ImageTag)
                {
                    var written = text.Replace(JsonText.Write(Node.Of(name)), JsonText.Write(Node.Of(finding.Arguments[2])), StringComparison.Ordinal);
                    var again = DefinitionReader.Read(new SourceText("service.yaml", written)).Diagnostics;
                    // A registry that is none has a finding of its own and stays as it was written.
                    if (again.Any(left => left.Rule != ContainerRules.ImageRegistry))
                        return false;
                    if (finding.Arguments.Count > 3 && !ImageReader.IsTag(finding.Arguments[3]))
                        return false;
                }
            return true;
        }, iter: 5_000);
    }
}
