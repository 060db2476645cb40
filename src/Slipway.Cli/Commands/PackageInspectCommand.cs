using System.CommandLine;
using System.Text;
using System.Text.Json;
using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What is in a package.</summary>
internal static class PackageInspectCommand
{
    private static readonly LocalText Summary = new("Show what is in a package", "查看应用包的内容");
    private static readonly LocalText About = new("A package", "应用包");
    private static readonly LocalText Head = new("{0} {1}, {2}, {3} KiB, built with the platform {4} {5}", "{0} {1}，{2}，{3} KiB，使用平台 {4} {5} 构建");
    private static readonly LocalText[] Columns = [new("COMPONENT", "组件"), new("SERVICE", "服务"), new("VERSION", "版本"), new("RUNS", "运行"), new("AFTER", "先行组件")];
    private static readonly LocalText[] ImageColumns = [new("IMAGE", "镜像"), new("DIGEST", "摘要"), new("PLATFORMS", "平台"), new("SIZE", "大小")];
    private static readonly LocalText[] ProgramColumns = [new("PROGRAM", "程序"), new("PLATFORM", "平台"), new("TASK", "任务"), new("SHA-256", "SHA-256"), new("SIZE", "大小")];
    private static readonly LocalText AnyPlatform = new("any (script)", "任意（脚本）");
    private static readonly LocalText Always = new("always", "始终");
    private static readonly LocalText On = new("unless --disable {0}", "除非 --disable {0}");
    private static readonly LocalText Off = new("with --enable {0}", "需 --enable {0}");
    private static readonly LocalText Chosen = new("unless another {0} is chosen", "除非 {0} 另选");
    private static readonly LocalText Other = new("with --choose {0}={1}", "需 --choose {0}={1}");

    public static Argument<string> PathArgument(Language language) => new("FILE.slip") { Description = About.In(language) };

    public static Verb Create(Language language)
    {
        var path = PathArgument(language);
        var sbom = Options.Flag("--sbom", new LocalText("Print the list of what is in it, as CycloneDX 1.6 JSON", "输出内容清单（CycloneDX 1.6 JSON）").In(language));
        return new Verb("inspect", language, Summary, path, sbom)
        {
            Examples =
            [
                new(new("Its components", "查看其组件"), "slipway package inspect shop.slip"),
                new(new("For a scanner", "供扫描工具使用"), "slipway package inspect shop.slip --sbom > shop.cdx.json"),
                new(new("For a program, with its files", "供程序使用，含文件列表"), "slipway package inspect shop.slip --output json"),
            ],
            Run = (session, parsed, _) => Task.FromResult(Run(session, parsed.GetValue(path)!, parsed.GetValue(sbom))),
        };
    }

    private static Outcome Run(Session session, string path, bool sbom)
    {
        var (package, problem) = ApplicationPackage.Open(path);
        if (package is null)
            return Outcome.Of(problem!);
        if (sbom)
            return new Outcome([])
            {
                Text = to => to.Write(Encoding.UTF8.GetString(package.Sbom ?? [])),
                Data = json =>
                {
                    json.WritePropertyName("sbom");
                    json.WriteRawValue(package.Sbom ?? "null"u8.ToArray());
                },
            };
        var composed = Composer.Compose(package.Application, where: package.Definitions);
        if (composed.Composition is not { } composition)
            return Outcome.Of(composed.Findings);
        var language = session.Language;
        return new Outcome(composed.Findings)
        {
            Text = to =>
            {
                to.WriteLine(Head.In(language, [package.Name, package.Version, package.Digest, $"{(package.Size + 1023) / 1024}", package.BuiltWith.Name, package.BuiltWith.Version]));
                to.WriteLine();
                Table.Write(to, session, Columns, composition.Components.Select(component => (IReadOnlyList<string>)
                    [component.Name, component.Service is null ? $"{component.Content.Kind} {component.Content.Title}" : component.Content.Title, component.Version, Runs(language, component), component.After.Count == 0 ? "-" : string.Join(", ", component.After)]));
                if (Programs(composition).Any())
                {
                    to.WriteLine();
                    Table.Write(to, session, ProgramColumns, Programs(composition).Select(one => (IReadOnlyList<string>)
                        [one.Program.Path, one.Program.Platform.Length == 0 ? AnyPlatform.In(language) : one.Program.Platform, one.Task, one.Program.Digest, Amount.Bytes(one.Program.Content.Length)]));
                }
                if (package.Images.Count == 0)
                    return;
                to.WriteLine();
                Table.Write(to, session, ImageColumns, package.Images.Select(image => (IReadOnlyList<string>)
                    [image.Name.ToString(), image.Top.Digest.ToString(), string.Join(", ", image.Manifests.Select(manifest => manifest.Platform)), Amount.Bytes(image.Size)]));
            },
            Data = json => Write(json, package, composition),
        };
    }

    /// <summary>What runs on the machine of whoever installs.</summary>
    private static IEnumerable<(string Task, ProgramFile Program)> Programs(Composition composition)
        => composition.Components.SelectMany(component => (component.Content as TaskContent)?.Programs.Select(program => (component.Name, program)) ?? []);

    private static string Runs(Language language, ComposedComponent component)
        => component.Conditions.Count == 0 ? Always.In(language) : string.Join(", ", component.Conditions.Select(condition => (condition.Alternative, condition.Default) switch
        {
            (null, true) => On.In(language, [condition.Name]),
            (null, false) => Off.In(language, [condition.Name]),
            (_, true) => Chosen.In(language, [condition.Name]),
            var (alternative, _) => Other.In(language, [condition.Name, alternative]),
        }));

    internal static void Write(Utf8JsonWriter json, ApplicationPackage package, Composition composition)
    {
        json.WriteString("name", package.Name);
        json.WriteString("version", package.Version);
        json.WriteString("digest", package.Digest);
        json.WriteNumber("size", package.Size);
        json.WriteString("platform", $"{package.BuiltWith.Name} {package.BuiltWith.Version}");
        json.WriteStartArray("components");
        foreach (var component in composition.Components)
        {
            json.WriteStartObject();
            json.WriteString("name", component.Name);
            json.WriteString("kind", component.Content.Kind);
            json.WriteString(component.Content.Kind, component.Content.Title);
            json.WriteString("version", component.Version);
            json.WriteString("path", string.Join('/', component.Path));
            json.WriteBoolean("runs", Selection.Default.Takes(component));
            json.WriteStartArray("after");
            foreach (var name in component.After)
                json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("images");
        foreach (var image in package.Images)
        {
            json.WriteStartObject();
            json.WriteString("name", image.Name.ToString());
            json.WriteString("digest", image.Top.Digest.ToString());
            ImageText.Texts(json, "platforms", image.Manifests.Select(manifest => manifest.Platform.ToString()));
            json.WriteNumber("size", image.Size);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("programs");
        foreach (var (task, program) in Programs(composition))
        {
            json.WriteStartObject();
            json.WriteString("task", task);
            json.WriteString("path", program.Path);
            json.WriteString("platform", program.Platform.Length == 0 ? null : program.Platform);
            json.WriteString("sha256", program.Digest);
            json.WriteNumber("size", program.Content.Length);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("files");
        foreach (var (name, size) in package.Files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("path", name);
            json.WriteNumber("size", size);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
