using System.Text.Json;
using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Digests of an application's images, found once and kept.</summary>
internal static class PackageLockCommand
{
    private static readonly LocalText Summary = new("Find the digests of an application's images and keep them in application.lock", "查得应用各镜像的摘要，并保存到 application.lock");
    private static readonly LocalText More = new(
        "The file stands beside application.yaml and belongs into version control. What is locked stays so, though its tag moves; --update asks again for all. Images that an application "
            + "takes from files, builds itself, or names by digest need no lock.",
        "该文件位于 application.yaml 旁边，应纳入版本库。已锁定的镜像保持不变，即使标签移动；--update 会重新查询全部。来自文件、自行构建或以摘要命名的镜像无需锁定。");

    private static readonly LocalText Update = new("Ask for all images again, locked or not", "重新查询全部镜像，包括已锁定的");
    private static readonly LocalText Nothing = new("no image needs a lock, so {0} is not written", "没有镜像需要锁定，因此不写入 {0}");
    private static readonly LocalText Done = new("{0}: {1} images, {2} of them new or changed", "{0}：{1} 个镜像，其中 {2} 个为新增或有变化");

    public static Verb Create(Language language)
    {
        var path = PackageBuildCommand.PathArgument(language);
        var update = Options.Flag("--update", Update.In(language));
        var platform = PackageBuildCommand.Platform(language);
        var reach = ImageCheckOptions.In(language);
        var helm = SiteOptions.HelmOption(language);
        return new Verb("lock", language, Summary, [path, update, platform, .. reach.Reaching, helm])
        {
            More = More,
            Examples =
            [
                new(new("Before the first build", "首次构建之前"), "slipway package lock application.yaml"),
                new(new("After tags moved", "标签移动之后"), "slipway package lock application.yaml --update"),
            ],
            Run = async (session, parsed, cancellation) =>
            {
                var images = reach.Reach(session, parsed, ImagePlatform.LinuxAmd64);
                if (images.Registry is { } registry && ImageReference.Parse($"{registry.TrimEnd('/')}/x") is null)
                    return Outcome.Of(Values.Of(UsageRules.WrongForm, reach.Registry.Name, registry, "`registry.example.com/team`"));
                var source = await PlatformOption.Read(parsed.GetValue(platform), cancellation).ConfigureAwait(false);
                var whole = await ComposedWhole.Of(session, parsed.GetValue(path)!, source, withScripts: false, cancellation).ConfigureAwait(false);
                if (whole.HasErrors)
                    return Outcome.Of(whole.Findings);
                var (needed, told) = await ApplicationImages.Find(session, "package lock", whole, parsed.GetValue(helm), cancellation).ConfigureAwait(false);
                return needed is null
                    ? Outcome.Of([.. whole.Findings, .. told])
                    : await Run(session, whole, needed, [.. whole.Findings, .. told], parsed.GetValue(update), images, cancellation).ConfigureAwait(false);
            },
        };
    }

    /// <param name="file">Null where none was written.</param>
    private static void Write(Utf8JsonWriter json, string? file, ImageLock made)
    {
        json.WriteString("file", file);
        json.WriteStartObject("images");
        foreach (var (name, digest) in made.Images)
            json.WriteString(name, digest);
        json.WriteEndObject();
    }

    private static async Task<Outcome> Run(
        Session session, ComposedWhole application, IReadOnlyList<NeededImage> needed, List<Diagnostic> findings, bool update, ImageChoice images, CancellationToken cancellation)
    {
        var file = ImageLock.PathOf(application.Composed.Files[0]);
        var (before, wrong) = ImageLock.Read(application.Composed.Files[0]);
        if (before is null)
            return Outcome.Of([.. findings, .. wrong]);
        before = before.WithSourcesOf(application.Composed);
        var (made, told) = await Locking.Lock(application.Composed.Composition!, needed, before, update, images.Registry, images.Options, cancellation).ConfigureAwait(false);
        findings.AddRange(told);
        if (made is null)
            return Outcome.Of(findings);
        // A file that says nothing would only be one more to keep.
        if (made.Images.Count == 0 && !File.Exists(file))
            return new Outcome(findings) { Data = json => Write(json, null, made), Summary = Nothing.In(session.Language, [file]) };
        try
        {
            await File.WriteAllBytesAsync(file, made.Write(), cancellation).ConfigureAwait(false);
        }
        catch (Exception refused) when (FileProblems.IsOne(refused))
        {
            return Outcome.Of([.. findings, Diagnostic.Of(ProgramRules.NotWritten, (Location?)null, file, refused.Message)]);
        }
        var changed = made.Images.Count(image => before.Images.GetValueOrDefault(image.Key) != image.Value);
        return new Outcome(findings)
        {
            Data = json => Write(json, file, made),
            Summary = Done.In(session.Language, [file, $"{made.Images.Count}", $"{changed}"]),
        };
    }
}
