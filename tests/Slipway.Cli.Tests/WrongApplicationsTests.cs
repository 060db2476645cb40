using Slipway.Testing;

namespace Slipway.Cli.Tests;

/// <summary>Slips that people make in an application's files, each told with its place, what is wrong and what to do, in both languages.</summary>
public sealed class WrongApplicationsTests : IDisposable
{
    private const string Whole = "name: shop\nversion: 1.0.0\ncomponents:\n  web:\n    service: web.yaml\n";

    private static readonly Dictionary<string, (string Application, string? Lock)> Cases = new()
    {
        ["defaults-of-no-workload"] = (Whole + "defaults: {statless: {traits: {spread: {}}}}\n", null),
        ["amounts"] = (Whole + "    traits: {resources: {limits: {memory: 1gb, cpu: 1.5.5}}}\n", null),
        ["containers-as-a-map"] = (Whole + "    patches: {image: {kind: Deployment, merge: {spec: {template: {spec: {containers: {web: {image: web}}}}}}}}\n", null),
        ["layouts"] = (Whole + "images:\n  redis:7.2: {layout: web.yaml, needed: true}\n  redis:7.3: {layout: ., needed: true}\n  redis:7.4: {layout: nowhere.tar, needed: true}\n", null),
        ["full-width-colon"] = (Whole.Replace("name: shop", "name：shop", StringComparison.Ordinal), null),
        ["blanks-of-a-web-page"] = (Whole.Replace("  web:\n    service", "\u00a0\u00a0web:\n    service", StringComparison.Ordinal), null),
        ["lock-that-is-empty"] = (Whole, ""),
        ["lock-that-is-a-list"] = (Whole, "- web\n"),
        ["lock-of-another-format"] = (Whole, "format: lock/alpha2\nimages: {}\n"),
    };

    private readonly string helm = TestEnvironment.Needs("helm", "SLIPWAY_HELM");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-wrong-");

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_slip_is_told_with_its_place_and_what_to_do(string name)
    {
        var (application, written) = Cases[name];
        Write("application.yaml", application);
        Write("web.yaml", "name: web\nversion: 1.0.0\ncontainer:\n  imagesName: registry.example.com/web\n  health:\n    startupProbe: {tcpSocket: {port: 1}}\n    livenessProbe: {tcpSocket: {port: 2}}\n    readinessProbe: {tcpSocket: {port: 3}}\n");
        if (written is not null)
            Write("application.lock", written);
        var (english, chinese) = (await Check("en"), await Check("zh"));
        english.ExitCode.ShouldBeOneOf([1, 3], english.Shown);
        Golden.Check($"wrong-applications/{name}.txt", (english.Out + chinese.Out).Replace(folder.FullName + "/", "", StringComparison.Ordinal).Replace(folder.FullName, ".", StringComparison.Ordinal));
        // A build finds at least the same errors.
        var built = await TheProgram.Run("package", "build", folder.FullName, "--helm", helm, "--images", "all", "--out", Path.Combine(folder.FullName, "shop.slip"));
        built.ExitCode.ShouldBe(english.ExitCode, built.Shown);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private Task<Ran> Check(string language) => TheProgram.Run("check", Path.Combine(folder.FullName, "application.yaml"), "--helm", helm, "--lang", language);

    private void Write(string path, string text) => File.WriteAllText(Path.Combine(folder.FullName, path), text);
}
