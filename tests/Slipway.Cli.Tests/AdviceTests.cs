using Slipway.Testing;

namespace Slipway.Cli.Tests;

/// <summary>What to do is said of the case at hand, in the reader's language.</summary>
public sealed class AdviceTests : IDisposable
{
    private const string Probes = "  health:\n    startupProbe: {tcpSocket: {port: 1}}\n    livenessProbe: {tcpSocket: {port: 2}}\n    readinessProbe: {tcpSocket: {port: 3}}\n";

    private static readonly Dictionary<string, string?> WithHelm = new() { ["SLIPWAY_HELM"] = TestEnvironment.Find("helm", "SLIPWAY_HELM") };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-advice-");

    [Fact]
    public async Task A_path_in_a_file_starts_at_that_file_and_one_of_the_command_line_where_one_calls()
    {
        Write("application.yaml", Application("web: {service: nowhere}", "note: {manifests: note.yaml}", "old: {chart: chart}"));
        var ran = await TheProgram.Run("check", At("application.yaml"));
        ran.Out.Split("a relative path starts at the folder of the file that names it").Length.ShouldBe(4, ran.Shown);
        ran.Out.ShouldNotContain("from which you call");
        (await TheProgram.Run("check", At("nowhere.yaml"))).Out.ShouldContain("from which you call");
    }

    [Fact]
    public async Task An_image_that_the_site_completes_is_locked_by_naming_a_registry()
    {
        TestEnvironment.Needs("helm", "SLIPWAY_HELM");
        Write("web.yaml", Service("web", "imagesName: /team/web"));
        Write("application.yaml", Application("web: {service: web.yaml}"));
        (await TheProgram.RunWith(WithHelm, "package", "build", At("application.yaml"), "--images", "all", "--out", At("shop.slip"))).Error.ShouldContain("--registry HOST");
    }

    [Fact]
    public async Task A_secret_gets_no_default()
    {
        Write("web.yaml", Service("web", "imagesName: test.local/web", "config: {type: object, properties: {password: {type: string, x-slipway: {secret: true, scope: unified}}}}\n"));
        Write("application.yaml", Application("web: {service: web.yaml}") + "config: {type: object, required: [password], properties: {password: {type: string, x-slipway: {secret: true}}}}\nmapping: {web: {config: {password: self.password}}}\n");
        var ran = await TheProgram.Run("check", At("application.yaml"));
        ran.Out.ShouldContain("SLW0831");
        ran.Out.ShouldContain("a secret has no default");
        ran.Out.ShouldNotContain("give it a default");
    }

    [Fact]
    public async Task What_was_written_in_place_of_a_secret_has_a_position_and_is_not_shown()
    {
        Write("web.yaml", Service("web", "imagesName: test.local/web", "config: {type: object, properties: {password: {type: string, x-slipway: {secret: true}}}}\n"));
        Write("entry.yaml", "config:\n  password: open-sesame\n");
        foreach (var form in (string[])["text", "json"])
        {
            var ran = await TheProgram.Run("check", At("web.yaml"), "--with", At("entry.yaml"), "--output", form);
            ran.Out.ShouldContain("SLW0239");
            ran.Shown.ShouldContain(form == "json" ? "\"line\": 2" : "entry.yaml:2:13");
            ran.Shown.ShouldNotContain("open-sesame");
        }
    }

    [Fact]
    public async Task Of_several_applications_one_must_be_named()
    {
        Write("web.yaml", Service("web", "imagesName: test.local/web"));
        foreach (var name in (string[])["one", "two"])
            Write($"{name}/application.yaml", Application("web: {service: ../web.yaml}"));
        var ran = await TheProgram.Run("check", folder.FullName, "--config", "a=b");
        (ran.ExitCode, ran.Shown.Contains("SLW0926", StringComparison.Ordinal), ran.Shown.Contains("two/application.yaml:1:7", StringComparison.Ordinal)).ShouldBe((ExitCode.Usage, true, true), ran.Shown);
    }

    [Fact]
    public async Task One_service_is_not_used_from_two_places()
    {
        Write("web.yaml", Service("web", "imagesName: test.local/web"));
        var ran = await TheProgram.Run("install", At("web.yaml"), "--use", "db=data/one", "--use", "db=data/two", "--yes");
        (ran.ExitCode, ran.Error.Contains("--use db=data/one", StringComparison.Ordinal)).ShouldBe((ExitCode.Usage, true), ran.Shown);
    }

    [Theory]
    [InlineData("en", "it took longer than 1s", "raise its `timeout`")]
    [InlineData("zh", "运行时间超过 1s", "调大 `timeout`")]
    public async Task A_step_that_takes_too_long_says_so_in_words(string language, params string[] texts)
    {
        Steps("{run: [tail, -f, /dev/null], outputs: [made], timeout: 1s}");
        await Told(language, texts);
    }

    [Theory]
    [InlineData("en", "there is no folder `nowhere`", "a path from this file's folder")]
    [InlineData("zh", "没有目录 `nowhere`", "从本文件所在目录算起")]
    public async Task A_step_in_a_folder_that_is_not_there_says_so(string language, params string[] texts)
    {
        Steps("{run: [make], in: nowhere, outputs: [made]}");
        await Told(language, texts);
    }

    [Theory]
    [InlineData("en", "`./readme` may not be run")]
    [InlineData("zh", "没有执行 `./readme` 的权限")]
    public async Task A_program_that_may_not_be_run_is_told_in_the_reader_s_language(string language, params string[] texts)
    {
        Write("readme", "words");
        Steps("{run: [./readme], outputs: [made]}");
        await Told(language, texts);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string At(string name) => Path.Combine(folder.FullName, name);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
    }

    private void Steps(string step)
    {
        Write("web.yaml", Service("web", "imagesName: test.local/web"));
        Write("application.yaml", Application("web: {service: web.yaml}") + $"build:\n  make: {step}\n");
    }

    private async Task Told(string language, string[] texts)
    {
        var ran = await TheProgram.Run("package", "build", At("application.yaml"), "--out", At("shop.slip"), "--lang", language);
        ran.ExitCode.ShouldBe(ExitCode.Findings, ran.Shown);
        foreach (var text in texts)
            ran.Error.ShouldContain(text);
    }

    private static string Application(params string[] components) => $"name: shop\nversion: 1.0.0\ncomponents:\n{string.Concat(components.Select(one => $"  {one}\n"))}";

    private static string Service(string name, string image, string more = "") => $"name: {name}\nversion: 1.0.0\ncontainer:\n  {image}\n{Probes}{more}";
}
