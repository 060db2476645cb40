using System.Text.RegularExpressions;
using Slipway.Testing;

namespace Slipway.Cli.Tests;

/// <summary>What an application and its lock say of images is held against what the application runs, already by <c>check</c>, and by <c>package build</c> in the same words.</summary>
public sealed partial class CheckedImagesTests : IDisposable
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private const string Service = """
        name: web
        version: 1.0.0
        container:
          imagesName: registry.example.com/web
          health:
            startupProbe: {tcpSocket: {port: 1}}
            livenessProbe: {tcpSocket: {port: 2}}
            readinessProbe: {tcpSocket: {port: 3}}

        """;

    private readonly string helm = TestEnvironment.Needs("helm", "SLIPWAY_HELM");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-checked-");

    public CheckedImagesTests() => Write("web/service.yaml", Service);

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task Images_that_nothing_names_files_that_hold_none_and_a_stale_lock_are_told_before_anything_is_built(string language)
    {
        Application("""
              registry.example.com/web:1.0: {image: mirror.example.com/web:1.0.0}
              registry.example.com/proxy:2.1.0: {layout: images/proxy.tar}
              registry.example.com/job:2.1.0: {layout: images/empty.tar, needed: true}
              registry.example.com/batch:2.1.0: {layout: images, needed: true}
              registry.example.com/text:2.1.0: {ignore: true}
            """);
        Write("images/empty.tar", "");
        Lock($"registry.example.com/web:0.9: {Digest}", "git file:///nowhere v1: 0123456789012345678901234567890123456789");
        var ran = await TheProgram.RunWith(Offline, "check", folder.FullName, "--helm", helm, "--lang", language);
        ran.ExitCode.ShouldBe(ExitCode.Refused, ran.Shown);
        Golden.Check($"check-images.{language}.txt", ran.Out.Replace(folder.FullName, "FOLDER", StringComparison.Ordinal));
        // A build carries what is declared, so it has the same to say, and nothing more.
        var built = await TheProgram.RunWith(Offline, "package", "build", folder.FullName, "--out", Path.Combine(folder.FullName, "shop.slip"), "--helm", helm, "--lang", language);
        built.ExitCode.ShouldBe(ExitCode.Refused, built.Shown);
        Blocks(built.Error.Replace(folder.FullName, "FOLDER", StringComparison.Ordinal)).ShouldBe(Blocks(ran.Out.Replace(folder.FullName, "FOLDER", StringComparison.Ordinal)), ignoreOrder: true);
    }

    [Fact]
    public async Task What_a_program_starts_by_itself_and_what_only_a_site_switches_on_is_declared_with_a_right()
    {
        Application("  registry.example.com/runner:1.0.0: {digest: \"" + Digest + "\", needed: true}\n  registry.example.com/sidecar:1.0.0: {digest: \"" + Digest + "\"}",
            "traits: {sidecar: {enabled: false, containers: {log: {image: \"registry.example.com/sidecar:1.0.0\"}}}}");
        Append("adjustable: {web: {sidecar: {enabled: true}}}\n");
        var ran = await Check();
        ran.Out.ShouldNotContain("SLW0775");
        ran.Error.ShouldContain("nothing found", customMessage: ran.Shown);
    }

    [Fact]
    public async Task A_layout_that_is_not_what_was_locked_is_told_by_check()
    {
        File.WriteAllBytes(Path.Combine(folder.FullName, "web.tar"), OciArchive.Make("registry.example.com/web:1.0.0", [new ImageFile("bin/web", new byte[5000], Executable: true)]));
        Application("  registry.example.com/web:1.0.0: {layout: web.tar}");
        (await Check()).Error.ShouldContain("nothing found");
        Lock($"registry.example.com/web:1.0.0: {Digest}");
        (await Check()).Out.ShouldContain("SLW0815");
    }

    [Fact]
    public async Task What_a_step_makes_or_a_package_had_need_not_lie_there_yet()
    {
        Application("  registry.example.com/web:1.0.0: {layout: images/web.tar}");
        (await Check()).Out.ShouldContain("SLW0170");
        Append("build: {image: {run: [make], inputs: [web], outputs: [images]}}\n");
        (await Check()).Error.ShouldContain("nothing found");
        Application("  registry.example.com/web:1.0.0: {layout: images/web.tar}");
        Lock($"registry.example.com/web:1.0.0: {Digest}");
        (await Check()).Error.ShouldContain("nothing found");
    }

    [Fact]
    public async Task Locking_anew_takes_away_what_was_stale()
    {
        Application(null);
        Lock($"registry.example.com/web:1.0.0: {Digest}\n  registry.example.com/old:1.0.0: {Digest}", "script http://files.example.com/up.sh: " + Digest);
        (await Check()).Out.Split("SLW0795").Length.ShouldBe(3);
        (await TheProgram.RunWith(Offline, "package", "lock", folder.FullName, "--helm", helm)).ExitCode.ShouldBe(0);
        (await Check()).Error.ShouldContain("nothing found");
        var kept = File.ReadAllText(Path.Combine(folder.FullName, "application.lock"));
        kept.ShouldContain($"registry.example.com/web:1.0.0: {Digest}");
        kept.ShouldNotContain("old");
        kept.ShouldNotContain("script");
    }

    [Fact]
    public async Task A_lock_that_cannot_be_read_is_told_by_check_too()
    {
        Application(null);
        Write("application.lock", "format: lock/alpha1\nimages: [web]\n");
        (await Check()).Out.ShouldContain("SLW0817");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static Dictionary<string, string?> Offline => new() { ["HTTPS_PROXY"] = "http://127.0.0.1:1", ["SLIPWAY_OFFLINE"] = "1" };

    private Task<Ran> Check() => TheProgram.RunWith(Offline, "check", folder.FullName, "--helm", helm);

    /// <summary>Findings with their lines, in no order.</summary>
    private static List<string> Blocks(string text) => [.. Start().Split(text).Where(block => block.Length > 0).Select(block => block.TrimEnd())];

    private void Application(string? images, string? more = null)
        => Write("application.yaml", $"name: shop\nversion: 1.0.0\ncomponents:\n  web:\n    service: web\n{(more is null ? "" : $"    {more}\n")}" + (images is null ? "" : $"images:\n{images}\n"));

    private void Append(string text) => File.AppendAllText(Path.Combine(folder.FullName, "application.yaml"), text);

    private void Lock(string image, string? source = null)
        => Write("application.lock", $"format: lock/alpha1\n{(source is null ? "" : $"sources:\n  {source}\n")}images:\n  {image}\n");

    private void Write(string path, string text)
    {
        var whole = Path.Combine(folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
        File.WriteAllText(whole, text);
    }

    [GeneratedRegex(@"^(?=\S.*SLW\d{4}: )", RegexOptions.Multiline)]
    private static partial Regex Start();
}
