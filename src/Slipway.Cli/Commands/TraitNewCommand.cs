using System.CommandLine;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Writes a trait that works as it stands, to be made into another.</summary>
internal static class TraitNewCommand
{
    private static readonly LocalText Summary = new("Write a trait to begin with: schema, patch, object and two cases", "生成一个 trait 作为起点：参数、补丁、对象和两个用例");
    private static readonly LocalText About = new("Its name", "名称");
    private static readonly LocalText Next = new("`slipway trait test {0} --platform {1}` tries it", "用 `slipway trait test {0} --platform {1}` 测试");

    public static Verb Create(Language language)
    {
        var name = new Argument<string>("TRAIT") { Description = About.In(language) };
        var platform = TraitCommand.Folder(language);
        return new Verb("new", language, Summary, name, platform)
        {
            Examples = [new(new("In the team's folder", "写入团队的目录"), "slipway trait new team-note --platform platform")],
            Run = (session, parsed, _) => Task.FromResult(Write(session, parsed.GetValue(name)!, parsed.GetValue(platform)!)),
        };
    }

    private static Outcome Write(Session session, string name, string folder)
    {
        if (!TraitSkeleton.IsName(name))
            return Outcome.Of(TryingRules.NoName, name);
        if (PlatformReader.BuiltIn.Trait(name) is not null)
            return Outcome.Of(TryingRules.AlreadyThere, name, "slipway");
        // Their own spelling of the folder, where there is one.
        var traits = Directory.Exists(folder) ? Directory.GetDirectories(folder).FirstOrDefault(one => Path.GetFileName(one).Equals("traits", StringComparison.OrdinalIgnoreCase)) : null;
        var home = Path.Combine(traits ?? Path.Combine(folder, "traits"), name);
        if (Path.Exists(home))
            return Outcome.Of(TryingRules.AlreadyThere, name, folder);
        var written = TraitSkeleton.Files(name).Select(file => (Path: Path.Combine(home, file.Key), file.Value)).ToList();
        foreach (var (path, text) in written)
            if (WrittenDefinitions.Write(path, text, replace: false) is { } refused)
                return Outcome.Of(refused);
        return Outcome.Done with
        {
            Text = to =>
            {
                foreach (var (path, _) in written)
                    to.WriteLine(SafeText.Line(path));
            },
            Data = json =>
            {
                json.WriteStartArray("files");
                foreach (var (path, _) in written)
                    json.WriteStringValue(path);
                json.WriteEndArray();
            },
            Summary = Next.In(session.Language, [name, folder]),
        };
    }
}
