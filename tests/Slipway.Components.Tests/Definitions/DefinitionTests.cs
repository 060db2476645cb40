using CsCheck;
using Slipway.Yaml;

namespace Slipway.Components.Tests.Definitions;

public sealed class DefinitionTests
{
    [Fact]
    public void Keys_are_matched_without_regard_to_case_but_never_in_env()
    {
        var container = Here.Good("""
            NAME: sleep
            Version: 3.0.1
            Container:
              IMAGESNAME: /fun/custom/sleep
              Env: {path: a, PATH: b}
              HEALTH:
                LivenessProbe: {TcpSocket: {Port: 80}}
                startupprobe: {httpget: {port: 80, Path: /start}}
                readinessProbe: {EXEC: {Command: [ready]}, PeriodSeconds: 3}
            """).Containers[0];
        container.Env.Select(variable => variable.Name).ShouldBe(["path", "PATH"]);
        container.Health.Readiness!.PeriodSeconds.Value.ShouldBe(3);
    }

    [Theory]
    [InlineData("/fun/custom/sleep", null, "fun/custom/sleep", null, true)]
    [InlineData("sleep", null, "sleep", null, false)]
    [InlineData("fun/sleep", null, "fun/sleep", null, false)]
    [InlineData("localhost/sleep", "localhost", "sleep", null, false)]
    [InlineData("docker.io/library/busy_box", "docker.io", "library/busy_box", null, false)]
    [InlineData("registry:5000/a/b--c__d", "registry:5000", "a/b--c__d", null, false)]
    [InlineData("127.0.0.1:5000/a", "127.0.0.1:5000", "a", null, false)]
    [InlineData("/docker.io/a", null, "docker.io/a", null, true)]
    [InlineData("a@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", null, "a",
        "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", false)]
    public void An_image_name_falls_into_its_parts(string written, string? registry, string repository, string? digest, bool site)
    {
        var image = Here.Good(Here.Definition().Replace("/fun/custom/sleep", written, StringComparison.Ordinal)).Containers[0].ImagesName.Value;
        image.ShouldBe(new ImageName(registry, repository, digest, site));
        image.ToString().ShouldBe(written);
    }

    [Theory]
    [InlineData("a.-b")]
    [InlineData("a___b")]
    [InlineData("a..b")]
    [InlineData("a/")]
    [InlineData("-a/b")]
    [InlineData("a-:80/b")]
    [InlineData("a:0/b")]
    [InlineData("a:b/c")]
    [InlineData("a@sha256:0")]
    [InlineData("a@")]
    [InlineData("a:")]
    [InlineData("/")]
    [InlineData("a b")]
    [InlineData("A")]
    [InlineData("a\\ud83d\\ude00")]
    public void An_image_name_that_no_registry_takes_is_an_error(string written)
    {
        var read = DefinitionReader.Read(new SourceText("service.yaml", Here.Definition().Replace("/fun/custom/sleep", $"\"{written}\"", StringComparison.Ordinal)));
        read.Definition.ShouldBeNull();
        read.Diagnostics.ShouldHaveSingleItem().At.ShouldNotBeNull();
    }

    [Fact]
    public void The_wrong_letter_of_an_image_name_is_pointed_at()
    {
        var text = Here.Definition().Replace("/fun/custom/sleep", "'/fun/custom/sleepUpdate'", StringComparison.Ordinal);
        var at = DefinitionReader.Read(new SourceText("service.yaml", text)).Diagnostics.ShouldHaveSingleItem().At.ShouldNotBeNull();
        text[at.Span.Start..at.Span.End].ShouldBe("U");
    }

    [Theory]
    [InlineData("3.0.1+build.7", "3.0.1_build.7")]
    [InlineData("3.0.1-rc.1", "3.0.1-rc.1")]
    public void The_version_is_the_tag_with_an_underscore_for_the_plus(string version, string tag)
    {
        var definition = Here.Good(Here.Definition().Replace("3.0.1", version, StringComparison.Ordinal));
        definition.VersionText.ShouldBe(version);
        definition.Version.Value.ToString().ShouldBe(version);
        definition.Containers[0].ImagesTag.ShouldBe(new Placed<string>(tag));
    }

    [Fact]
    public void Numbers_and_booleans_in_env_args_and_tag_are_the_text_that_was_written()
    {
        var container = Here.Good(Here.Definition("""
            imagesTag: 1.10
            args: [1.50, 0x1F, true, ""]
            env: {A: 1_000, B: yes, C: 0o7, D: 1e3, E: "", F: null_}
            """)).Containers[0];
        container.ImagesTag.Value.ShouldBe("1.10");
        container.Args.Select(word => word.Value).ShouldBe(["1.50", "0x1F", "true", ""]);
        container.Env.Select(variable => variable.Value.Value).ShouldBe(["1_000", "yes", "0o7", "1e3", "", "null_"]);
    }

    [Fact]
    public void A_text_is_one_argument_and_a_blank_in_it_a_warning()
    {
        var read = DefinitionReader.Read(new SourceText("service.yaml", Here.Definition("args: sleep 10d")));
        read.Definition.ShouldNotBeNull().Containers[0].Args.Select(word => word.Value).ShouldBe(["sleep 10d"]);
        Here.Codes(read.Diagnostics).ShouldBe([ContainerRules.BlankInWord.Code]);
        Here.Good(Here.Definition("command: [sh, -c]\nargs: sleep 10d; exit 1")).Containers[0].Args.Count.ShouldBe(1);
    }

    [Fact]
    public void An_empty_list_of_command_asks_for_the_images_own_entry_point()
        => Here.Good(Here.Definition("command: []")).Containers[0].Command.ShouldBeEmpty();

    [Fact]
    public void A_reference_to_a_variable_of_the_container_or_an_escaped_one_is_fine()
        => Here.Good(Here.Definition("""
            args: [$(A), $$(B), $$$(A), $(A, $C]
            env: {A: $(D), D: $$(A)}
            """)).Containers[0].Env.Count.ShouldBe(2);

    [Fact]
    public void A_long_chain_of_references_and_a_circle_at_its_end_are_followed_without_a_deep_stack()
    {
        var chain = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"    V{i}: $(V{i + 1})\n"));
        var text = Here.Definition().Replace("  health:", $"  env:\n{chain}    V20000: $(V19990)$(V19999)\n  health:", StringComparison.Ordinal);
        var read = DefinitionReader.Read(new SourceText("service.yaml", text));
        Here.Codes(read.Diagnostics).ShouldBe([ContainerRules.ReferenceCircle.Code, ContainerRules.ReferenceCircle.Code]);
        read.Diagnostics[0].Arguments[1].ShouldBe("V19990 → V19991 → V19992 → V19993 → V19994 → V19995 → V19996 → V19997 → … → V19990");
        read.Diagnostics[1].Arguments[1].ShouldBe("V19999 → V20000 → V19999");
    }

    [Fact]
    public void Ports_may_be_a_map_or_a_list()
    {
        static string[] Ports(string text) => [.. Here.Good(Here.Definition(root: text)).Ports.Select(port => $"{port.Name} {port.Number} {port.Protocol}")];
        Ports("ports: {http: 8080, dns: {port: 53, protocol: UDP}}").ShouldBe(["http 8080 TCP", "dns 53 UDP"]);
        Ports("ports: [8080, {port: 53, protocol: UDP}, {port: 53}, {name: sctp, port: 1, protocol: SCTP}]")
            .ShouldBe(["tcp-8080 8080 TCP", "udp-53 53 UDP", "tcp-53 53 TCP", "sctp 1 SCTP"]);
    }

    [Fact]
    public void A_probe_gets_Kubernetes_defaults_and_the_number_of_its_named_port()
    {
        var definition = Here.Good("""
            name: web
            version: 1.0.0
            ports: {http: 8080}
            container:
              imagesName: web
              health:
                livenessProbe: {httpGet: {port: http, httpHeaders: [{name: X-A, value: 1}]}}
                startupProbe: {grpc: {port: 9090, service: up}, terminationGracePeriodSeconds: 5}
                readinessProbe: {tcpSocket: {port: 8080, host: 127.0.0.1}, successThreshold: 2}
            """);
        var health = definition.Containers[0].Health;
        var http = health.Liveness!.Handler.ShouldBeOfType<HttpProbe>();
        http.Port.Value.ShouldBe(new ProbePort(8080, "http"));
        (http.Path, http.Scheme, http.Host).ShouldBe((new("/"), new("HTTP"), null));
        http.Headers.ShouldHaveSingleItem().Value.Value.ShouldBe("1");
        (health.Liveness.InitialDelaySeconds, health.Liveness.TimeoutSeconds, health.Liveness.PeriodSeconds).ShouldBe((new(0), new(1), new(10)));
        (health.Liveness.SuccessThreshold, health.Liveness.FailureThreshold).ShouldBe((new(1), new(3)));
        health.Startup!.Handler.ShouldBeOfType<GrpcProbe>().ServiceName!.Value.Value.ShouldBe("up");
        health.Startup.TerminationGracePeriodSeconds!.Value.Value.ShouldBe(5);
        health.Readiness!.Handler.ShouldBeOfType<TcpProbe>().Host!.Value.Value.ShouldBe("127.0.0.1");
    }

    [Theory]
    [InlineData("httpGet: {port: http}", "httpGet: {port: 8080, path: \"\", scheme: HTTP, host: \"\"}, timeoutSeconds: 1, periodSeconds: 10")]
    [InlineData("httpGet: {port: 8080, httpHeaders: [{name: A, value: b}]}", "httpGet: {port: 8080, httpHeaders: [{name: a, value: b}]}, failureThreshold: 3")]
    [InlineData("tcpSocket: {port: http}", "tcpSocket: {port: 8080}, initialDelaySeconds: 0")]
    [InlineData("grpc: {port: 8080}", "grpc: {port: 8080, service: \"\"}, successThreshold: 1")]
    [InlineData("exec: {command: cat}", "exec: {command: [cat]}")]
    public void Probes_that_Kubernetes_would_treat_alike_are_equal(string one, string other)
    {
        var text = Here.Definition(root: "ports: {http: 8080}")
            .Replace("{exec: {command: [live]}}", $"{{{one}}}", StringComparison.Ordinal)
            .Replace("{exec: {command: [ready]}}", $"{{{other}}}", StringComparison.Ordinal);
        Here.Codes(DefinitionReader.Read(new SourceText("service.yaml", text)).Diagnostics).ShouldBe([ProbeRules.Equal.Code]);
    }

    [Fact]
    public void An_adopted_service_may_lack_a_probe_before_its_next_version_where_the_policy_allows()
    {
        const string text = """
            name: web
            version: 1.0.0
            adopted: {without: [StartupProbe, distinctProbes], until: 1.0.1}
            container:
              imagesName: web
              health:
                livenessProbe: {tcpSocket: {port: 80}}
                readinessProbe: {tcpSocket: {port: 80}}
            """;
        var read = DefinitionReader.Read(new SourceText("service.yaml", text), new DefinitionOptions { AllowAdopted = true });
        Here.Codes(read.Diagnostics).ShouldBe([AdoptedRules.Excused.Code]);
        read.Definition.ShouldNotBeNull().Containers[0].Health.Startup.ShouldBeNull();
        read.Definition.Adopted!.Without.ShouldBe(["startupProbe", "distinctProbes"]);
    }

    [Fact]
    public void Several_containers_are_read_where_the_policy_allows()
    {
        var definition = Here.Good("""
            name: web
            version: 1.0.0
            containers:
              - imagesName: web
                health: {livenessProbe: {exec: {command: [a]}}, startupProbe: {exec: {command: [b]}}, readinessProbe: {exec: {command: [c]}}}
              - imagesName: side
                name: side
                imagesTag: "2"
                health: {livenessProbe: {exec: {command: [a]}}, startupProbe: {exec: {command: [b]}}, readinessProbe: {exec: {command: [c]}}}
            """, new DefinitionOptions { AllowContainers = true });
        definition.Containers.Select(container => $"{container.Name} {container.ImagesName}:{container.ImagesTag}").ShouldBe(["web web:1.0.0", "side side:2"]);
    }

    [Fact]
    public void Findings_come_in_the_order_of_position()
    {
        var read = DefinitionReader.Read("many.yaml", File.ReadAllBytes(Path.Combine(Here.Folder, "Cases", "unknown-keys.yaml")));
        read.Diagnostics.Count.ShouldBeGreaterThan(10);
        read.Diagnostics.Select(diagnostic => diagnostic.At!.Span.Start).ShouldBeInOrder();
    }

    [Fact]
    public void The_safe_edit_of_a_misspelt_key_makes_the_definition_right()
    {
        var text = Here.Definition().Replace("container:", "conatiner:", StringComparison.Ordinal);
        var edit = DefinitionReader.Read(new SourceText("service.yaml", text)).Diagnostics.SelectMany(diagnostic => diagnostic.Edits).ShouldHaveSingleItem();
        edit.Safe.ShouldBeTrue();
        Here.Good(text.Remove(edit.At.Span.Start, edit.At.Span.Length).Insert(edit.At.Span.Start, edit.NewText));
    }

    [Fact]
    public void No_damage_to_a_definition_makes_the_reader_throw_and_every_finding_has_a_place()
    {
        var cases = Directory.EnumerateFiles(Path.Combine(Here.Folder, "Cases"), "*.yaml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(File.ReadAllText).ToArray();
        var pieces = new[] { ":", "- ", "\n", "{", "}", "[", "]", "\"", "null", "$(", "\t", "  ", "&a ", "*a", "name: ", "container: ", "ports: ", "# ", "é", "~", "updater: ", "depsService: ", "storage: ", "script: >/x", "1e9", "^1.0.0" };
        Gen.Select(Here.OneOf(cases), Gen.Int[0, 2000], Gen.Int[0, 12], Here.OneOf(pieces)).Sample((text, at, cut, piece) =>
        {
            var start = text.Length == 0 ? 0 : at % text.Length;
            var damaged = text.Remove(start, Math.Min(cut, text.Length - start)).Insert(start, piece);
            var read = DefinitionReader.Read(new SourceText("service.yaml", damaged), new DefinitionOptions { AllowAdopted = true, AllowContainers = true });
            Diagnostic[] others =
            [
                .. EntryReader.Read(new SourceText("with.yaml", damaged)).Diagnostics, .. UpgradeReader.Read(new SourceText("upgrade.yaml", damaged)).Diagnostics,
                .. DepsReader.Read(new SourceText("deps.yaml", damaged)).Diagnostics, .. PolicyReader.Read(new SourceText("policy.yaml", damaged)).Findings,
            ];
            others.ShouldAllBe(diagnostic => diagnostic.At != null && diagnostic.Message(Language.Chinese).Length > 0);
            return read.Diagnostics.All(diagnostic => diagnostic.At is not null && diagnostic.Message(Language.Chinese).Length > 0 && diagnostic.Help(Language.English).Length > 0)
                && read.Definition is null == read.Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);
        }, iter: 3_000);
    }
}
