using System.CommandLine;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What <c>--images</c> says.</summary>
/// <param name="Only">Null for all.</param>
internal sealed record CarriedChoice(bool Carries, IReadOnlyList<string>? Only, IReadOnlyList<ImagePlatform> Platforms, IReadOnlyList<string> Stores, ImageChoice Reach);

/// <summary>The options that say which images go into a package, and from where.</summary>
internal sealed record CarriedOptions(Option<string?> Images, Option<string?> Platforms, Option<string[]> Stores, ImageCheckOptions Reach, Option<string?> Helm)
{
    public static CarriedOptions In(Language language) => new(
        Options.Text("--images", "all|none|LIST", new LocalText(
            "Which images travel: all that the application may run, none, or these (with commas between). Without it: all where `images:` or application.lock says where they come from, else none",
            "携带哪些镜像：all 为应用可能运行的全部镜像，none 为不携带，也可列出镜像（以逗号分隔）。不写时：有 `images:` 或 application.lock 则全部携带，否则不携带").In(language)),
        Options.Text("--image-platform", "OS/ARCH", new LocalText(
            "What the site's nodes run; several with commas between", "现场节点的平台；多个以逗号分隔").In(language), ImagePlatform.LinuxAmd64.ToString()),
        Options.Texts("--from", "PATH", new LocalText(
            "A layout's folder or archive, or a package, to take images from by their digests before a registry is asked. May be repeated",
            "布局文件夹、归档或应用包，先按摘要从中获取镜像，再查询仓库。可以重复").In(language)),
        ImageCheckOptions.In(language),
        SiteOptions.HelmOption(language));

    public IEnumerable<Symbol> All => [Images, Platforms, Stores, .. Reach.Reaching, Helm];

    /// <param name="says">Whether the application says anything of its images.</param>
    public (CarriedChoice? Choice, Diagnostic? Wrong) Read(Session session, ParseResult parsed, bool says)
    {
        var words = (parsed.GetValue(Platforms) ?? "").Split(',', StringSplitOptions.TrimEntries);
        if (words.Select(ImagePlatform.Parse).ToList() is var platforms && platforms.Contains(null))
            return (null, Values.Of(UsageRules.WrongForm, Platforms.Name, parsed.GetValue(Platforms) ?? "", "`linux/amd64`, `linux/amd64,linux/arm64`"));
        if (parsed.GetValue(Reach.Registry) is { } registry && ImageReference.Parse($"{registry.TrimEnd('/')}/x") is null)
            return (null, Values.Of(UsageRules.WrongForm, Reach.Registry.Name, registry, "`registry.example.com/team`"));
        var reach = Reach.Reach(session, parsed, platforms[0]!);
        IReadOnlyList<ImagePlatform> wanted = [.. platforms.OfType<ImagePlatform>().Distinct()];
        var stores = parsed.GetValue(Stores) ?? [];
        return (parsed.GetValue(Images) switch
        {
            null => new CarriedChoice(says, null, wanted, stores, reach),
            "all" => new CarriedChoice(true, null, wanted, stores, reach),
            "none" => new CarriedChoice(false, null, wanted, stores, reach),
            var list => new CarriedChoice(true, list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), wanted, stores, reach),
        }, null);
    }
}
