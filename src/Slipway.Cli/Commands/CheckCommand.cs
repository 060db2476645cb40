using System.CommandLine;
using System.Text.Json;
using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Checks definitions without a cluster. Applications and what stands on top of definitions are rendered too, where there is a Helm.</summary>
internal static class CheckCommand
{
    private static readonly LocalText Summary = new("Check definitions and print everything that is wrong with them", "检查定义，列出其中所有问题");
    private static readonly LocalText About = new("A definition, an application, a package, a folder of definitions, or - for standard input", "定义文件、应用、应用包、包含定义的文件夹，或用 - 表示标准输入");
    private static readonly LocalText Clean = new("{0}: nothing found", "{0}：没有发现问题");
    private static readonly LocalText Found = new("{0}: {1}, {2}", "{0}：{1}，{2}");

    private static readonly LocalText More = new("The shortest definition:\n" + Shortest, "最短的定义：\n" + Shortest);

    private const string Shortest = """

          name: hello
          version: 1.0.0
          container:
            imagesName: /examples/hello
            health:
              startupProbe:
                httpGet: {path: /health/started, port: http}
              livenessProbe:
                httpGet: {path: /health/live, port: http}
              readinessProbe:
                httpGet: {path: /health/ready, port: http}
          ports:
            http: 8080
        """;

    public static Verb Create(Language language)
    {
        var paths = new Argument<string[]>("PATH") { HelpName = "PATH…", Description = About.In(language), Arity = ArgumentArity.OneOrMore };
        var options = ComponentOptions.In(language);
        var images = ImageCheckOptions.In(language);
        var helm = SiteOptions.HelmOption(language);
        return new Verb("check", language, Summary, [paths, .. options.All, .. images.All, helm])
        {
            More = More,
            HasSarif = true,
            Examples =
            [
                new(new("One definition", "检查一个定义"), "slipway check examples/hello/service.yaml"),
                new(new("All definitions below a folder, with a trait on top", "检查文件夹下的所有定义，并加上一个 trait"), "slipway check examples --trait replicas.count=3"),
                new(new("The image too, as an archive holds it", "同时检查归档文件中的镜像"), "slipway check examples/hello/service.yaml --image=hello.tar"),
                new(new("The image in a registry", "检查镜像仓库中的镜像"), "slipway check examples/hello/service.yaml --image --registry registry.example.com"),
                new(new("For a program", "供程序使用"), "slipway check examples/hello/service.yaml --output json"),
                new(new("For code scanning", "供代码扫描平台使用"), "slipway check examples --output sarif"),
            ],
            Run = async (session, parsed, cancellation) => images.Read(session, parsed) switch
            {
                (_, { } wrong) => Outcome.Of(wrong),
                var (choice, _) => await Run(
                    session, parsed.GetValue(paths)!, await options.Read(parsed, cancellation).ConfigureAwait(false), choice, parsed.GetValue(helm), cancellation).ConfigureAwait(false),
            },
        };
    }

    private static async Task<Outcome> Run(
        Session session, IReadOnlyList<string> paths, ComponentChoice choice, ImageChoice? inImages, string? helm, CancellationToken cancellation)
    {
        if (Rewriting.Wrong(paths) is { } wrong)
            return Outcome.Of(wrong);
        var loaded = Rewriting.IsStandardInput(paths) ? Load.Text(Rewriting.ReadStandardInput(), choice.Platform) : await Load.Definitions(paths, choice.Platform, Gathering.Of(session.Environment), cancellation).ConfigureAwait(false);
        var findings = loaded.Findings.ToList();
        if (NeedsPlatform(loaded, choice))
            findings.AddRange(await OnPlatform.Check(session, loaded, choice, helm, cancellation).ConfigureAwait(false));
        var (missing, images) = inImages is null ? ([], null) : await CheckImages.Run(session, inImages, loaded.Definitions, cancellation).ConfigureAwait(false);
        findings.AddRange(missing);
        var (errors, warnings) = (findings.Count(f => f.Severity == Severity.Error), findings.Count(f => f.Severity == Severity.Warning));
        var (language, files) = (session.Language, Amount.Of(session.Language, loaded.Files, new("file", "个文件"), "files"));
        return new Outcome(findings)
        {
            FindingsAreTheResult = true,
            Data = json => Write(json, loaded, errors, warnings, images),
            Summary = errors + warnings == 0
                ? Clean.In(language, [files])
                : Found.In(language, [files, Amount.Of(language, errors, new("error", "个错误"), "errors"), Amount.Of(language, warnings, new("warning", "个警告"), "warnings")]),
        };
    }

    // Reading the whole platform takes longer than all else here; where nothing stands on top, the names of its workloads are enough.
    private static bool NeedsPlatform(LoadedDefinitions found, ComponentChoice choice)
    {
        var known = PlatformFiles.BuiltInWorkloads().ToHashSet(StringComparer.Ordinal);
        return !choice.IsEmpty || found.Applications.Count + found.Incomplete.Count > 0 || found.Definitions.Any(definition => !known.Contains(definition.Workload.Value));
    }

    private static void Write(Utf8JsonWriter json, LoadedDefinitions loaded, int errors, int warnings, IReadOnlyList<CheckedImage>? images)
    {
        json.WriteNumber("files", loaded.Files);
        json.WriteNumber("errors", errors);
        json.WriteNumber("warnings", warnings);
        json.WriteStartArray("services");
        foreach (var definition in loaded.Definitions)
        {
            json.WriteStartObject();
            json.WriteString("name", definition.Name.Value);
            json.WriteString("version", definition.VersionText);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("applications");
        foreach (var application in loaded.Applications)
        {
            json.WriteStartObject();
            json.WriteString("name", application.Application.Name.Value);
            json.WriteString("version", application.Application.VersionText);
            json.WriteStartArray("components");
            foreach (var component in application.Components)
                json.WriteStringValue(component.Name);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (images is not null)
            CheckImages.Write(json, images);
    }
}
