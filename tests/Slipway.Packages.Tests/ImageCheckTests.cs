using System.Text;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages.Tests;

/// <summary>What a definition asks of its image. (The wording of each finding is shown in tests/codes.)</summary>
public sealed class ImageCheckTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-check-");

    public void Dispose() => folder.Delete(recursive: true);

    private const string Probes = """
          health:
            startupProbe: {httpGet: {path: /a, port: 8080}}
            livenessProbe: {httpGet: {path: /b, port: 8080}}
            readinessProbe: {httpGet: {path: /c, port: 8080}}
        ports: {http: 8080}
        """;

    /// <param name="container">Lines of the container, indented by two.</param>
    private async Task<IReadOnlyList<Diagnostic>> Check(string container, TestLayer layer, string config = "{}", string root = "", string probes = Probes)
    {
        var text = $"name: hello\nversion: 1.0.0\n{root}container:\n  imagesName: /examples/hello\n{container}\n{probes}\n";
        var read = DefinitionReader.Read("service.yaml", Encoding.UTF8.GetBytes(text));
        var definition = read.Definition.ShouldNotBeNull(string.Concat(read.Diagnostics.Select(d => DiagnosticText.Write(d))));
        using var image = await Opening.Opened(new TestImage { Configuration = config }.With(layer).WriteTo(folder.FullName));
        return ImageCheck.Check(definition, definition.Containers[0], image, await image.Files());
    }

    private async Task Is(Rule? rule, string container, TestLayer layer, string config = "{}", string root = "")
    {
        var found = await Check(container, layer, config, root);
        found.Select(d => d.Rule.Code).ShouldBe(rule is null ? [] : [rule.Code], string.Concat(found.Select(d => DiagnosticText.Write(d))));
    }

    /// <summary>A shell that begins like a static program.</summary>
    private static TestLayer WithShell => new TestLayer().File("bin/busybox", Elf("amd64", null), 0b111_101_101).Link("bin/sh", "busybox").Link("usr/bin/env", "/bin/busybox");

    [Fact]
    public async Task The_default_command_must_be_there_and_is_told_at_the_images_name()
    {
        await Is(null, "", WithShell.Script("dockerentrypoint.sh"));
        var finding = (await Check("", WithShell)).ShouldHaveSingleItem();
        finding.Rule.ShouldBe(ImageRules.Missing);
        finding.At!.Line.ShouldBe(4);
    }

    [Theory]
    [InlineData("/bin/sh")]
    [InlineData("sh")]
    [InlineData("[sh, -c, no-such-program --at-all]")]
    [InlineData("[/bin/sh, /app/run]")]
    [InlineData("[sh, /tmp/made-when-it-runs.sh]")]
    [InlineData("/proc/self/exe")]
    [InlineData("$(UNKNOWN)/run")]
    [InlineData("./run")]
    public async Task What_can_be_started_or_cannot_be_known_is_not_told(string command)
        => await Is(null, $"  command: {command}", WithShell.Script("app/run"), """{"WorkingDir":"/app"}""");

    [Theory]
    [InlineData("[/bin/sh, /app/no-such]")]
    [InlineData("./no-such")]
    [InlineData("/bin/busybox/x")]
    [InlineData("/no/$(NAME)")]
    public async Task What_is_not_there_is_told(string command)
        => await Is(ImageRules.Missing, $"  command: {command}\n  env: {{NAME: such}}", WithShell.Script("app/run"), """{"WorkingDir":"/app"}""");

    [Fact]
    public async Task Variables_of_the_definition_are_filled_into_the_command()
        => await Is(null, "  command: $(HOME_OF)/run\n  env: {ROOT: /app, HOME_OF: $(ROOT)/bin}", WithShell.Script("app/bin/run"));

    [Fact]
    public async Task PATH_is_the_definitions_else_the_images_else_the_runtimes()
    {
        await Is(null, "  command: run", WithShell.Script("usr/local/bin/run"));
        await Is(null, "  command: run", WithShell.Script("app/run"), """{"Env":["PATH=/app:/bin"]}""");
        await Is(null, "  command: run\n  env: {PATH: /opt}", WithShell.Script("opt/run"), """{"Env":["PATH=/app"]}""");
        await Is(ImageRules.NotOnPath, "  command: run\n  env: {PATH: /opt}", WithShell.Script("app/run"), """{"Env":["PATH=/app"]}""");
        // One that may not be started does not hide one behind it that may.
        await Is(null, "  command: run", WithShell.File("usr/local/bin/run").Script("bin/run"));
        await Is(ImageRules.NotExecutable, "  command: run", WithShell.File("usr/local/bin/run"));
    }

    [Theory]
    [InlineData("#!/bin/sh -e", null)]
    [InlineData("#! /bin/sh", null)]
    [InlineData("#!/usr/bin/env sh", null)]
    [InlineData("#!/usr/bin/env -S sh -e", null)]
    [InlineData("#!/usr/bin/env python3", "SLW0607")]
    [InlineData("#!/usr/bin/env sh -e", "SLW0607")]
    [InlineData("#!/bin/bash", "SLW0607")]
    [InlineData("#!/bin/sh\r", "SLW0608")]
    [InlineData("#!/usr/bin/env sh\r", "SLW0608")]
    [InlineData("#!", "SLW0609")]
    [InlineData("echo hello", "SLW0609")]
    public async Task A_script_needs_an_interpreter_that_is_there(string first, string? code)
    {
        var found = await Check("  command: /run", WithShell.Script("run", first + "\necho\n"));
        found.Select(d => d.Rule.Code).ShouldBe(code is null ? [] : [code]);
    }

    [Fact]
    public async Task A_script_whose_interpreter_is_a_script_is_followed_and_not_for_ever()
    {
        await Is(null, "  command: /a", WithShell.Script("a", "#!/b\n").Script("b"));
        await Is(ImageRules.NoInterpreter, "  command: /a", WithShell.Script("a", "#!/b\n").Script("b", "#!/a\n"));
    }

    [Fact]
    public async Task An_empty_file_cannot_be_started()
        => await Is(ImageRules.NoProgram, "  command: /run", WithShell.Script("run", ""));

    [Theory]
    [InlineData("arm64", "amd64", false)]
    [InlineData("386", "amd64", true)]
    [InlineData("s390x", "amd64", false)]
    public async Task A_program_must_be_made_for_the_images_machine(string made, string machine, bool fits)
    {
        machine.ShouldBe("amd64");
        await Is(fits ? null : ImageRules.WrongMachine, "  command: /run", new TestLayer().File("run", Elf(made, null), 0b111_101_101));
    }

    [Fact]
    public async Task A_dynamic_program_needs_its_loader()
    {
        var loader = "/lib64/ld-linux-x86-64.so.2";
        await Is(ImageRules.NoLoader, "  command: /run", new TestLayer().File("run", Elf("amd64", loader), 0b111_101_101));
        await Is(null, "  command: /run", new TestLayer().File("run", Elf("amd64", loader), 0b111_101_101).Link("lib64", "usr/lib64").Script("usr/lib64/ld-linux-x86-64.so.2"));
    }

    [Fact]
    public async Task The_images_own_entry_point_is_checked_where_it_is_asked_for()
    {
        await Is(ImageRules.NoEntryPoint, "  command: []", WithShell);
        await Is(null, "  command: []", WithShell, """{"Entrypoint":["/bin/sh"]}""");
        await Is(null, "  command: []", WithShell, """{"Cmd":["sh"]}""");
        await Is(ImageRules.Missing, "  command: []", WithShell, """{"Entrypoint":["/server"],"Cmd":["sh"]}""");
        await Is(ImageRules.NotOnPath, "  command: []\n  args: [server]", WithShell, """{"Cmd":["sh"]}""");
    }

    [Fact]
    public async Task A_program_on_a_volume_is_not_the_images()
        => await Is(null, "  command: /data/run", WithShell, root: "storage: {data: {path: /data, temporary: true}}\n");

    [Fact]
    public async Task What_runs_before_the_end_is_checked_too()
    {
        var found = await Check("  command: /bin/sh", WithShell, root: "shutdown: {grace: 10, preStop: {exec: {command: [/drain]}}}\n");
        found.ShouldHaveSingleItem().Message(Language.English).ShouldEndWith("has no file `/drain`, which `preStop` starts");
    }

    [Fact]
    public async Task Commands_of_probes_are_checked_each_at_its_own_place_and_never_filled_in()
    {
        var found = await Check("  command: /bin/sh\n  env: {NAME: sh}", WithShell, probes: """
              health:
                startupProbe: {exec: {command: [/bin/sh, -c, "true"]}}
                livenessProbe: {exec: {command: [/live]}}
                readinessProbe: {exec: {command: [/ready, now]}}
            """);
        found.Select(d => (d.Rule, d.At!.Line)).ShouldBe([(ImageRules.Missing, 9), (ImageRules.Missing, 10)]);
    }

    [Fact]
    public async Task Ports_that_the_image_does_not_expose_are_a_note_only()
    {
        (await Check("  command: /bin/sh", WithShell, """{"ExposedPorts":{"8080/tcp":{},"9000-9002/tcp":{}}}""")).ShouldBeEmpty();
        var found = await Check("  command: /bin/sh", WithShell, """{"ExposedPorts":{"80/tcp":{},"8080/udp":{}}}""");
        found.Count.ShouldBe(3);
        found.ShouldAllBe(d => d.Rule == ImageRules.NotExposed && d.Severity == Severity.Information);
    }

    private static byte[] Elf(string architecture, string? loader)
    {
        var wide = architecture != "386";
        var elf = new byte[64 + 56 + (loader?.Length + 1 ?? 0)];
        "\u007fELF"u8.CopyTo(elf);
        (elf[4], elf[5]) = ((byte)(wide ? 2 : 1), (byte)(architecture == "s390x" ? 2 : 1));
        var machine = architecture switch { "amd64" => 62, "386" => 3, "arm64" => 183, _ => 22 };
        elf[architecture == "s390x" ? 19 : 18] = (byte)machine;
        if (loader is null)
            return elf;
        (elf[32], elf[54], elf[56]) = (64, 56, 1);
        (elf[64], elf[64 + 8], elf[64 + 32]) = (3, 120, (byte)(loader.Length + 1));
        Encoding.ASCII.GetBytes(loader, elf.AsSpan(120));
        return elf;
    }
}
