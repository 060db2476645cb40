using System.CommandLine;
using System.Text.Json;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What an image is, wherever it lies.</summary>
internal static class ImageInspectCommand
{
    private static readonly LocalText Summary = new("Show an image: platform, entry point, user, environment, labels, layers", "查看镜像：平台、入口、用户、环境变量、标签、层");
    private static readonly LocalText More = new(
        "Only manifest and configuration are read; with --files all layers are, and compared with their digests.",
        "只读取清单和配置；使用 --files 时读取全部层，并与摘要比较。");

    private static readonly LocalText About = new("An image layout's folder, an archive, or an image in a registry; behind a layout `:NAME` or `@DIGEST`", "镜像布局文件夹、归档文件，或仓库中的镜像；布局后可加 `:NAME` 或 `@DIGEST`");
    private static readonly LocalText FilesAbout = new("List the files that a container sees", "列出容器中可见的文件");
    private static readonly LocalText PlatformAbout = new("Which image of an index; else linux/amd64, or the first", "索引中的哪个镜像；不写时为 linux/amd64 或第一个");
    private static readonly LocalText[] Headers = [new("MODE", "权限"), new("PATH", "路径")];

    public static Verb Create(Language language)
    {
        var source = new Argument<string>("SOURCE") { Description = About.In(language) };
        var files = Options.Flag("--files", FilesAbout.In(language));
        var platform = Options.Text("--image-platform", "OS/ARCH", PlatformAbout.In(language));
        var reach = ImageCheckOptions.In(language);
        return new Verb("inspect", language, Summary, source, files, platform, reach.Authority, reach.PlainHttp)
        {
            More = More,
            Examples =
            [
                new(new("An archive", "归档文件"), "slipway image inspect hello.tar"),
                new(new("An image in a registry, with its files", "仓库中的镜像及其文件"), "slipway image inspect registry.example.com/team/web:1.2.0 --files"),
                new(new("For a program", "供程序使用"), "slipway image inspect hello.tar --output json"),
            ],
            Run = (session, parsed, cancellation) =>
            {
                var asked = parsed.GetValue(platform);
                return asked is not null && ImagePlatform.Parse(asked) is null
                    ? Task.FromResult(Outcome.Of(UsageRules.WrongForm, platform.Name, asked, "linux/arm64"))
                    : Run(session, parsed.GetValue(source)!, parsed.GetValue(files), reach.Reach(session, parsed, ImagePlatform.LinuxAmd64).Options with
                    {
                        Platform = asked is null ? ImagePlatform.LinuxAmd64 : ImagePlatform.Parse(asked)!,
                        PlatformMustFit = asked is not null,
                        AnyPlatform = asked is null,
                    }, cancellation);
            },
        };
    }

    private static async Task<Outcome> Run(Session session, string source, bool withFiles, ImageOptions options, CancellationToken cancellation)
    {
        var (image, problem) = await ImageReader.Open(source, options, cancellation).ConfigureAwait(false);
        if (image is null)
            return Outcome.Of(problem!);
        using (image)
        {
            var read = withFiles ? await image.ReadFiles(cancellation).ConfigureAwait(false) : null;
            if (read?.Problem is { } broken)
                return Outcome.Of(broken);
            var files = read?.Files!.All().Where(file => file.Path != "/").ToList();
            return new Outcome([])
            {
                Text = to =>
                {
                    ImageText.Write(to, session, image, []);
                    if (files is null)
                        return;
                    to.WriteLine();
                    Table.Write(to, session, Headers, files.Select(file => (IReadOnlyList<string>)[Mode(file.Entry), Shown(file.Path, file.Entry)]));
                },
                Data = json =>
                {
                    ImageText.Write(json, image, []);
                    if (files is not null)
                        Write(json, files);
                },
            };
        }
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<(string Path, FileEntry Entry)> files)
    {
        json.WriteStartArray("files");
        foreach (var (path, entry) in files)
        {
            json.WriteStartObject();
            json.WriteString("path", path);
            json.WriteString("mode", Octal(entry));
            json.WriteString("kind", entry.Kind switch { FileKind.Directory => "directory", FileKind.SymbolicLink => "link", FileKind.Device => "device", _ => "file" });
            if (entry.LinkTarget is { } target)
                json.WriteString("target", target);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Mode(FileEntry entry) => $"{entry.Kind switch { FileKind.Directory => 'd', FileKind.SymbolicLink => 'l', FileKind.Device => 'c', _ => '-' }} {Octal(entry)}";

    private static string Octal(FileEntry entry) => Convert.ToString((int)entry.Mode, 8).PadLeft(4, '0');

    private static string Shown(string path, FileEntry entry) => entry.LinkTarget is { } target ? $"{path} -> {target}" : path;
}
