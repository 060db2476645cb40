using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>The definitions in a package as files again.</summary>
internal static class PackageExtractCommand
{
    private static readonly LocalText Summary = new("Write the definitions in a package into a folder", "把应用包中的定义写入目录");
    private static readonly LocalText Out = new("The folder; it must be empty or not there", "目标目录；须为空或不存在");
    private static readonly LocalText Done = new("{0} files in {1}; the application is {2}", "已在 {1} 写入 {0} 个文件；应用文件为 {2}");

    public static Verb Create(Language language)
    {
        var path = PackageInspectCommand.PathArgument(language);
        var folder = Options.Text("--out", "DIR", Out.In(language));
        folder.Required = true;
        return new Verb("extract", language, Summary, path, folder)
        {
            Examples = [new(new("To read them, or to build them again", "阅读，或重新构建"), "slipway package extract shop.slip --out shop")],
            Run = (session, parsed, _) => Task.FromResult(Run(session, parsed.GetValue(path)!, parsed.GetValue(folder)!)),
        };
    }

    private static Outcome Run(Session session, string path, string folder)
    {
        var (package, problem) = ApplicationPackage.Open(path);
        if (package is null)
            return Outcome.Of(problem!);
        try
        {
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
                return Outcome.Of(Diagnostic.Of(PackageRules.FolderNotEmpty, (Location?)null, folder));
            // Opening has refused every path that leads out of the folder.
            foreach (var name in package.Files.Keys)
            {
                var file = Path.Combine([folder, .. name.Split('/')]);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllBytes(file, package.Definitions.Read($"{path}/{name}").Bytes!);
            }
        }
        catch (Exception refused) when (FileProblems.IsOne(refused))
        {
            return Outcome.Of(FileProblems.Finding(folder, refused));
        }
        var application = Path.Combine(folder, package.Application[(path.Length + 1)..]);
        return new Outcome([])
        {
            Data = json =>
            {
                json.WriteString("application", application);
                json.WriteNumber("files", package.Files.Count);
            },
            Summary = Done.In(session.Language, [$"{package.Files.Count}", folder, application]),
        };
    }
}
