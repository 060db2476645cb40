using System.CommandLine;
using System.Text.Json;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Checks definitions without a cluster and without Helm.</summary>
internal static class CheckCommand
{
    private static readonly LocalText Summary = new("Check service definitions and print everything that is wrong with them", "检查服务定义，列出其中所有问题");
    private static readonly LocalText About = new("A definition, or a folder of them", "一个定义文件，或包含定义的文件夹");
    private static readonly LocalText Clean = new("{0} files, nothing found", "{0} 个文件，没有发现问题");
    private static readonly LocalText Found = new("{0} files: {1} errors, {2} warnings", "{0} 个文件：{1} 个错误，{2} 个警告");

    public static Verb Create(Language language)
    {
        var paths = new Argument<string[]>("PATH") { HelpName = "PATH…", Description = About.In(language), Arity = ArgumentArity.OneOrMore };
        var options = ComponentOptions.In(language);
        return new Verb("check", language, Summary, [paths, .. options.All])
        {
            Examples =
            [
                new(new("One definition", "检查一个定义"), "slipway check examples/hello/service.yaml"),
                new(new("All definitions below a folder, with a trait on top", "检查文件夹下的所有定义，并加上一个 trait"), "slipway check examples --trait replicas.count=3"),
                new(new("For a program", "供程序使用"), "slipway check examples/hello/service.yaml --output json"),
            ],
            Run = (session, parsed, _) => Task.FromResult(Run(session, parsed.GetValue(paths)!, options.Read(parsed))),
        };
    }

    private static Outcome Run(Session session, IReadOnlyList<string> paths, ComponentChoice choice)
    {
        var loaded = Load.Definitions(paths);
        var findings = loaded.Findings.Concat(OnPlatform(loaded.Definitions, choice)).ToList();
        var (errors, warnings) = (findings.Count(f => f.Severity == Severity.Error), findings.Count(f => f.Severity == Severity.Warning));
        return new Outcome(findings)
        {
            FindingsAreTheResult = true,
            Data = json => Write(json, loaded, errors, warnings),
            Summary = errors + warnings == 0
                ? Clean.In(session.Language, [$"{loaded.Files}"])
                : Found.In(session.Language, [$"{loaded.Files}", $"{errors}", $"{warnings}"]),
        };
    }

    // Reading the whole platform takes longer than all else here; where nothing stands on top, the names of its workloads are enough.
    private static IEnumerable<Diagnostic> OnPlatform(IReadOnlyList<ServiceDefinition> definitions, ComponentChoice choice)
    {
        var known = PlatformFiles.BuiltInWorkloads().ToHashSet(StringComparer.Ordinal);
        return choice.IsEmpty && definitions.All(d => known.Contains(d.Workload.Value))
            ? []
            : Load.Components(definitions, choice).Findings;
    }

    private static void Write(Utf8JsonWriter json, LoadedDefinitions loaded, int errors, int warnings)
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
    }
}
