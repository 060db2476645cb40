using System.CommandLine;
using System.Text.Json;
using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What a platform team does with its folder.</summary>
internal static class PlatformCommand
{
    private static readonly LocalText Summary = new("Check, pack and compare a platform team's workloads, traits and rules", "检查、打包、比较平台团队的工作负载、trait 和规则");
    private static readonly LocalText CheckSummary = new("Check a platform, and render everything that it offers once", "检查平台，并把它提供的内容全部渲染一遍");
    private static readonly LocalText CheckMore = new(
        "Names, schemas, templates, defaults, policy and the base images that lie in layouts are checked; then every workload is rendered, and every trait on every workload that it applies to, with the "
            + "parameters that it has by default. Faults are told in the platform's own files.",
        "检查名称、schema、模板、默认值、策略，以及布局中的基础镜像；然后渲染每个工作负载，以及每个 trait 与它适用的每个工作负载的组合，参数取默认值。问题在平台自己的文件中指出。");

    private static readonly LocalText About = new("A platform team's folder, or what `platform pack` made of it", "平台团队的文件夹，或 `platform pack` 生成的平台包");
    private static readonly LocalText Clean = new("{0}: {1} workloads, {2} traits, {3} combinations rendered: nothing found", "{0}：{1} 个工作负载，{2} 个 trait，渲染了 {3} 种组合：没有发现问题");
    private static readonly LocalText Found = new("{0}: {1}, {2}", "{0}：{1}，{2}");
    private static readonly LocalText Untried = new(
        "not tried, because no parameters that they require could be thought of: {0}", "未尝试，因为无法推测其必填参数：{0}");

    public static Verb Create(Language language) => new(
        "platform", language, Summary, [Check(language), PlatformPackCommand.Create(language), PlatformDiffCommand.Create(language)])
    {
        Examples =
        [
            new(new("Is the platform in order?", "平台有没有问题？"), "slipway platform check platform"),
            new(new("One file to ship", "打包成一个文件"), "slipway platform pack platform --out platform.slip"),
            new(new("What would the new one change in these services?", "新平台会改变这些服务的什么？"), "slipway platform diff platform-1.4.0.slip platform services"),
        ],
    };

    private static Verb Check(Language language)
    {
        var path = new Argument<string>("PATH") { Description = About.In(language) };
        var helm = SiteOptions.HelmOption(language);
        return new Verb("check", language, CheckSummary, path, helm)
        {
            More = CheckMore,
            Examples =
            [
                new(new("A folder", "检查文件夹"), "slipway platform check platform"),
                new(new("For a program", "供程序使用"), "slipway platform check platform --output json"),
            ],
            Run = (session, parsed, cancellation) => Run(session, parsed.GetValue(path)!, parsed.GetValue(helm), cancellation),
        };
    }

    private static async Task<Outcome> Run(Session session, string path, string? helm, CancellationToken cancellation)
    {
        var (platform, findings) = Load.Platform(await PlatformOption.Read(path, cancellation).ConfigureAwait(false));
        if (platform is null)
            return Told(session, path, null, null, findings);
        findings.AddRange(await BaseImages.Check(platform, cancellation).ConfigureAwait(false));
        var found = await HelmSearch.Find("platform check", helm, session.Environment, cancellation).ConfigureAwait(false);
        if (found.Program is null)
            return Told(session, path, platform, null, [.. findings, found.Finding!]);
        var result = await PlatformCheck.Run(platform, found.Program, cancellation).ConfigureAwait(false);
        return Told(session, path, platform, result, [.. findings, .. result.Findings]);
    }

    private static Outcome Told(Session session, string path, PlatformDefinition? platform, PlatformChecked? result, IReadOnlyList<Diagnostic> findings)
    {
        var (errors, warnings) = (findings.Count(f => f.Severity == Severity.Error), findings.Count(f => f.Severity == Severity.Warning));
        var language = session.Language;
        return new Outcome(findings)
        {
            FindingsAreTheResult = true,
            Data = json => Write(json, platform, result, errors, warnings),
            Aside = result is { Untried.Count: > 0 } ? [Untried.In(language, [string.Join(", ", result.Untried)])] : [],
            Summary = errors + warnings == 0 && platform is not null && result is not null
                ? Clean.In(language, [path, $"{platform.Workloads.Count}", $"{platform.Traits.Count}", $"{result.Rendered}"])
                : Found.In(language, [path, Amount.Of(language, errors, new("error", "个错误"), "errors"), Amount.Of(language, warnings, new("warning", "个警告"), "warnings")]),
        };
    }

    private static void Write(Utf8JsonWriter json, PlatformDefinition? platform, PlatformChecked? result, int errors, int warnings)
    {
        json.WriteString("name", platform?.Name);
        json.WriteString("version", platform?.Version);
        if (platform is not null)
            json.WriteString("chartVersion", GenericChart.Single(platform).Version);
        json.WriteNumber("errors", errors);
        json.WriteNumber("warnings", warnings);
        Names(json, "workloads", platform?.Workloads.Select(w => w.Name));
        Names(json, "traits", platform?.Traits.Select(t => t.Name).Order(StringComparer.Ordinal));
        json.WriteNumber("rendered", result?.Rendered ?? 0);
        Names(json, "untried", result?.Untried);
        Names(json, "baseImages", platform?.BaseImages.Select(image => image.Name));
    }

    private static void Names(Utf8JsonWriter json, string name, IEnumerable<string>? names)
    {
        json.WriteStartArray(name);
        foreach (var one in names ?? [])
            json.WriteStringValue(one);
        json.WriteEndArray();
    }
}
