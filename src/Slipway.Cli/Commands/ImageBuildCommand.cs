using System.CommandLine;
using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>A definition's <c>build</c> to an image layout.</summary>
internal static class ImageBuildCommand
{
    private static readonly LocalText Summary = new("Make the image of a service from its program, without a container daemon", "由程序构建服务的镜像，不需要容器守护进程");
    private static readonly LocalText More = new(
        "What goes in stands under `build` in the definition. The same files give the same bytes, whoever builds, where and when. "
            + "The image is named as the pods ask for it; with a name that begins with a slash, --registry completes it.",
        "镜像内容由定义中的 `build` 决定。相同的文件得到相同的字节，与构建者、地点、时间无关。"
            + "镜像名称与 Pod 请求的一致；名称以斜杠开头时由 --registry 补全。");

    private static readonly LocalText About = new("A service definition with `build`, or its folder", "含有 `build` 的服务定义，或其所在文件夹");
    private static readonly LocalText Out = new("Where to write: one file where the name ends in .tar, else an image layout's folder", "写到哪里：以 .tar 结尾时写成一个文件，否则写成镜像布局文件夹");
    private static readonly LocalText PlatformAbout = new("The platform whose `baseImages` the definition names: a folder, or what `platform pack` made of it", "定义所用 `baseImages` 所在的平台：文件夹，或 `platform pack` 生成的平台包");
    private static readonly LocalText BaseAbout = new("A layout's folder or archive to take the base image from; its digest must be the platform's", "从该布局文件夹或归档获取基础镜像；摘要须与平台中的一致");
    private static readonly LocalText MachineAbout = new("What the program must be made for; else whatever it is made for", "程序必须适用的平台；不写时以程序本身为准");
    private static readonly LocalText Done = new("{0} built: {1}, {2}, {3}", "已构建 {0}：{1}，{2}，{3}");
    private static readonly LocalText Copied = new("{0}: {1} of {2}", "{0}：{1} / {2}");
    private static readonly LocalText Stands = new("it is there already, and no image", "该位置已有其他内容，且不是镜像");
    private static readonly LocalText Another = new("name another place, or delete what is there first", "请指定其他位置，或先删除现有内容");

    private sealed record Choice(string Path, string Out, string? Platform, string? Base, string? Registry, ImagePlatform? Machine, ImageOptions Images);

    public static Verb Create(Language language)
    {
        var path = new Argument<string>("PATH") { Description = About.In(language) };
        var target = Options.Text("--out", "FILE.tar|DIR", Out.In(language));
        target.Required = true;
        var platform = PlatformOption.In(language, PlatformAbout);
        var basePlace = Options.Text("--base", "PATH", BaseAbout.In(language));
        var machine = Options.Text("--image-platform", "OS/ARCH", MachineAbout.In(language));
        var reach = ImageCheckOptions.In(language);
        return new Verb("build", language, Summary, [path, target, platform, basePlace, machine, .. reach.Reaching])
        {
            More = More,
            Examples =
            [
                new(new("One file", "生成一个文件"), "slipway image build service.yaml --out hello.tar"),
                new(new("On a base image of the platform, named for a site's registry", "使用平台的基础镜像，并按现场仓库命名"), "slipway image build service.yaml --platform platform --registry registry.example.com --out hello.tar"),
                new(new("A layout that tools for registries can push", "生成布局文件夹，可由镜像仓库工具推送"), "slipway image build service.yaml --out build/hello"),
            ],
            Run = async (session, parsed, cancellation) =>
            {
                var asked = parsed.GetValue(machine);
                if (asked is not null && ImagePlatform.Parse(asked) is null)
                    return Outcome.Of(UsageRules.WrongForm, machine.Name, asked, "linux/arm64");
                var images = reach.Reach(session, parsed, ImagePlatform.LinuxAmd64);
                if (images.Registry is { } registry && ImageReference.Parse($"{registry.TrimEnd('/')}/x") is null)
                    return Outcome.Of(UsageRules.WrongForm, reach.Registry.Name, registry, "registry.example.com/team");
                return await Run(session, new Choice(
                    parsed.GetValue(path)!, parsed.GetValue(target)!, parsed.GetValue(platform), parsed.GetValue(basePlace), images.Registry,
                    asked is null ? null : ImagePlatform.Parse(asked), images.Options), cancellation).ConfigureAwait(false);
            },
        };
    }

    private static async Task<Outcome> Run(Session session, Choice choice, CancellationToken cancellation)
    {
        if (choice.Out.EndsWith(".gz", StringComparison.Ordinal) || choice.Out.EndsWith(".tgz", StringComparison.Ordinal))
            return Outcome.Of(UsageRules.WrongForm, "--out", choice.Out, "hello.tar");
        var source = await PlatformOption.Read(choice.Platform, cancellation).ConfigureAwait(false);
        var (platform, findings) = Load.Platform(source);
        var definitions = await Load.Definitions([choice.Path], source, Gathering.Of(session.Environment), cancellation).ConfigureAwait(false);
        findings.AddRange(definitions.Findings);
        if (definitions.Definitions.Count > 1)
            findings.Add(Diagnostic.Of(UsageRules.SeveralFiles, (Location?)null, "slipway image build", $"{definitions.Definitions.Count}"));
        if (platform is null || findings.Any(finding => finding.Severity == Severity.Error) || definitions.Definitions is not [var definition])
            return Outcome.Of(findings);
        if (!await LayoutWriter.MayReplace(choice.Out, cancellation).ConfigureAwait(false))
            return Outcome.Of([.. findings, Diagnostic.Of(ProgramRules.NotWritten, (Location?)null, choice.Out, Stands.English) with { ChineseArguments = [choice.Out, Stands.Chinese], SpecialHelp = Another }]);
        try
        {
            var (image, wrong) = await ImageBuilder.Build(definition, BuildOptions(session, choice, platform), cancellation).ConfigureAwait(false);
            findings.AddRange(wrong);
            if (image is null)
                return Outcome.Of(findings);
            using (image)
                return await Write(session, choice, image, findings, cancellation).ConfigureAwait(false);
        }
        catch (Exception refused) when (FileProblems.IsOne(refused))
        {
            return Outcome.Of([.. findings, Diagnostic.Of(ProgramRules.NotWritten, (Location?)null, choice.Out, refused.Message)]);
        }
    }

    private static ImageBuildOptions BuildOptions(Session session, Choice choice, PlatformDefinition platform) => new()
    {
        Platform = platform,
        Target = choice.Out,
        Registry = choice.Registry,
        BasePlace = choice.Base,
        Machine = choice.Machine,
        Images = choice.Images,
        Progress = Progress(session),
    };

    private static Action<CopyProgress>? Progress(Session session)
        => session.ErrorIsTerminal ? copied => session.Say(Copied, copied.What, Amount.Bytes(copied.Done), Amount.Bytes(copied.Total)) : null;

    private static async Task<Outcome> Write(Session session, Choice choice, BuiltImage image, List<Diagnostic> findings, CancellationToken cancellation)
    {
        await LayoutWriter.Write(image, choice.Out, Progress(session), cancellation).ConfigureAwait(false);
        var made = image.Image;
        var digest = made.Manifest.Self.Digest.ToString();
        return new Outcome(findings)
        {
            Text = to => ImageText.Write(to, session, made, image.Origins),
            Data = json =>
            {
                json.WriteString("out", choice.Out);
                ImageText.Write(json, made, image.Origins);
            },
            Summary = Done.In(session.Language, [image.Names[0], choice.Out, Amount.Bytes(image.Size), digest]),
        };
    }
}
