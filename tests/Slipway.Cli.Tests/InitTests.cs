using Slipway.Testing;

namespace Slipway.Cli.Tests;

public class InitTests
{
    private static readonly string[] Hello =
        ["--name", "hello", "--version", "1.0.0", "--image", "/examples/hello", "--port", "http=8080", "--health", "http:/health/started,/health/live,/health/ready"];

    private const string Compose = "services:\n  web:\n    image: nginx:1.27.0\n    ports: [\"80:80\"]\n  db:\n    image: postgres:16\n    expose: [5432]\n    volumes: [data:/var/lib/postgresql/data]\n";

    [Fact]
    public async Task Answers_become_a_definition_on_standard_output_that_passes_check()
    {
        using var folder = new TemporaryFolder();
        var ran = await TheProgram.Run(["init", .. Hello]);
        ran.ExitCode.ShouldBe(0, ran.Error);
        Golden.Check("init-hello.yaml", ran.Out);
        (await TheProgram.Run("check", folder.File("service.yaml", ran.Out))).Error.ShouldBe("1 file: nothing found\n");
    }

    [Fact]
    public async Task Without_a_terminal_what_would_be_asked_is_an_error_that_names_the_options()
    {
        var english = await TheProgram.Run("init");
        var chinese = await TheProgram.Run("init", "--lang", "zh");
        english.ExitCode.ShouldBe(2);
        Golden.Check("init-asks.en.txt", english.Shown);
        Golden.Check("init-asks.zh.txt", chinese.Shown);
        (await TheProgram.Run("init", "--yes", "--name", "hello", "--health", "tcp", "--port", "8080")).Out.ShouldContain("imagesName: /hello\n");
    }

    [Fact]
    public async Task A_file_that_exists_is_replaced_only_with_yes()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("service.yaml", "mine\n");
        var refused = await TheProgram.Run(["init", .. Hello, "--out", file]);
        refused.ExitCode.ShouldBe(5);
        refused.Error.ShouldContain("SLW0954");
        File.ReadAllText(file).ShouldBe("mine\n");
        (await TheProgram.Run(["init", .. Hello, "--out", file, "--yes"])).ExitCode.ShouldBe(0);
        File.ReadAllText(file).ShouldContain("name: hello\n");
        Directory.GetFiles(folder.Path).ShouldBe([file]);
    }

    [Fact]
    public async Task Several_services_need_a_choice_or_a_folder()
    {
        using var folder = new TemporaryFolder();
        var source = folder.File("compose.yaml", Compose);
        var several = await TheProgram.Run("init", "--from", source);
        several.ExitCode.ShouldBe(1);
        several.Error.ShouldContain("SLW0705");
        (await TheProgram.Run("init", "--from", source, "--service", "web")).Out.ShouldContain("imagesName: nginx\n");
        (await TheProgram.Run("init", "--from", source, "--service", "nobody")).Error.ShouldContain("SLW0706");
        var written = await TheProgram.Run("init", "--from", source, "--out", folder.At("services/"), "--size", "10Gi");
        written.ExitCode.ShouldBe(0, written.Error);
        written.Out.ShouldBeEmpty();
        (await TheProgram.Run("check", folder.At("services"))).ExitCode.ShouldBe(0);
        Directory.GetFiles(folder.At("services"), "*", SearchOption.AllDirectories).Length.ShouldBe(2);
    }

    [Fact]
    public async Task An_open_answer_is_an_error_at_its_place_in_what_was_written_and_a_member_of_the_data()
    {
        using var folder = new TemporaryFolder();
        var ran = await TheProgram.Run("init", "--from", folder.File("compose.yaml", Compose), "--service", "db", "--out", folder.At("db.yaml"), "--output", "json");
        ran.ExitCode.ShouldBe(1);
        var service = ran.Json.GetProperty("services")[0];
        service.GetProperty("isComplete").GetBoolean().ShouldBeFalse();
        service.GetProperty("text").GetString().ShouldBe(File.ReadAllText(folder.At("db.yaml")));
        var open = ran.Json.GetProperty("diagnostics").EnumerateArray().Single(d => d.GetProperty("code").GetString() == "SLW0702");
        open.GetRawText().ShouldContain("db.yaml");
    }

    [Fact]
    public async Task The_first_line_names_the_schema_that_was_asked_for_or_lies_beside()
    {
        using var folder = new TemporaryFolder();
        (await TheProgram.Run(["init", .. Hello, "--schema", "../service.schema.json"])).Out.ShouldStartWith("# yaml-language-server: $schema=../service.schema.json\n");
        folder.File("service.schema.json", "{}");
        await TheProgram.Run(["init", .. Hello, "--out", folder.At("service.yaml")]);
        File.ReadAllText(folder.At("service.yaml")).ShouldStartWith("# yaml-language-server: $schema=service.schema.json\n");
    }

    [Fact]
    public async Task Wrong_answers_are_told_before_anything_is_read()
    {
        var ran = await TheProgram.Run("init", "--from", "nowhere.yaml", "--name", "My_Service", "--version", "one", "--port", "http", "--health", "ping", "--size", "big", "--image", "A B");
        ran.ExitCode.ShouldBe(2);
        Golden.Check("init-wrong.txt", ran.Shown);
        (await TheProgram.Run("init", "--from", "nowhere.yaml")).ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task An_archive_of_an_image_becomes_a_definition_once_it_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.At("hello.tar"), OciArchive.Make("docker.io/examples/hello:1.0.0", [new ImageFile("bin/hello", [1], Executable: true)]));
        var open = await TheProgram.Run("init", "--from", folder.At("hello.tar"));
        open.ExitCode.ShouldBe(1);
        open.Error.ShouldContain("`name` still needs an answer");
        open.Error.ShouldContain("`container.imagesName` still needs an answer");
        var named = await TheProgram.Run("init", "--from", folder.At("hello.tar"), "--name", "hello", "--image", "/examples/hello:1.0.0", "--health", "exec:cat /tmp/healthy");
        named.ExitCode.ShouldBe(0, named.Error);
        named.Out.ShouldStartWith("# from the image hello.tar\nname: hello\nversion: 1.0.0\n");
    }

    [Fact]
    public async Task At_a_terminal_it_asks_and_asks_again_for_what_is_of_the_wrong_form()
    {
        var script = TestEnvironment.Needs("script");
        using var folder = new TemporaryFolder();
        var ran = await TheProgram.Start("/bin/sh", [], "-c",
            $"printf 'My_Service\\nhello\\n\\n\\nhttp=8080\\nhttp:/healthz\\n' | {script} -qec '{TheProgram.Path} init --out {folder.At("service.yaml")}' /dev/null");
        ran.Out.ShouldContain("that is not of this form; again:");
        var made = File.ReadAllText(folder.At("service.yaml"));
        made.ShouldContain("name: hello\nversion: 1.0.0\ncontainer:\n  imagesName: /hello\n");
        made.ShouldContain("httpGet: {path: /healthz, port: http}");
    }

    [Fact]
    public async Task What_runs_in_a_cluster_becomes_a_definition()
    {
        TestEnvironment.NeedsCluster();
        var space = $"init-{Guid.NewGuid():N}"[..20];
        await Command.Run("kubectl", "create", "namespace", space);
        try
        {
            await Command.Run("kubectl", "-n", space, "create", "configmap", "settings", "--from-literal=LEVEL=debug");
            await Command.Run("kubectl", "-n", space, "create", "deployment", "web", "--image=registry.example.com/team/web:1.2.3", "--port=8080", "--replicas=0");
            await Command.Run("kubectl", "-n", space, "set", "env", "deployment/web", "--from=configmap/settings");
            await Command.Run("kubectl", "-n", space, "expose", "deployment", "web", "--port=80", "--target-port=8080");
            var ran = await TheProgram.RunWith(new() { ["KUBECONFIG"] = Environment.GetEnvironmentVariable("KUBECONFIG") }, "init", "--from", "deployment/web", "-n", space);
            ran.ExitCode.ShouldBe(0, ran.Error);
            Golden.Check("init-cluster.yaml", string.Join('\n', ran.Out.Split('\n').Skip(1)));
            ran.Error.ShouldContain("expose.ports.http.port=80");
            (await TheProgram.Run("init", "--from", "deployment/nobody", "-n", space)).Error.ShouldContain("SLW0707");
        }
        finally
        {
            await Command.Run("kubectl", "delete", "namespace", space, "--wait=false");
        }
    }
}
