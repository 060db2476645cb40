using System.Runtime.CompilerServices;
using System.Text;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Comparing;

/// <summary>A row of changes.yaml: what is changed, and what was said of it beforehand.</summary>
public sealed record ScriptedChange(string About, MapNode Row)
{
    public static IReadOnlyList<ScriptedChange> All { get; } = Read();

    public IEnumerable<(string File, string From, string To)> Edits
        => (Row["edits"] as MapNode)?.Entries.SelectMany(file => ((MapNode)file.Value).Entries.Select(edit => (file.Name, edit.Name, ((ScalarNode)edit.Value).Text))) ?? [];

    public IEnumerable<(string To, string From)> Copies => (Row["copies"] as MapNode)?.Entries.Select(copy => (copy.Name, ((ScalarNode)copy.Value).Text)) ?? [];

    /// <summary>The roles that must act, in their order.</summary>
    public IReadOnlyList<Role> Acts => [.. ((ListNode)Row["acts"]!).Items.Select(role => ((ScalarNode)role).Text switch
    {
        "developer" => Role.ApplicationDeveloper,
        "platform" => Role.PlatformDeveloper,
        "integrator" => Role.Integrator,
        "resources" => Role.ResourceAdministrator,
        "administrator" => Role.ApplicationAdministrator,
        var other => throw new InvalidDataException($"{About}: there is no role {other}"),
    }).Order()];

    /// <summary>Of the components that do not simply go on.</summary>
    public IReadOnlyDictionary<string, string> Forecast => ((MapNode)Row["forecast"]!).Entries.ToDictionary(entry => entry.Name, entry => ((ScalarNode)entry.Value).Text, StringComparer.Ordinal);

    /// <summary>Images that travel, with their digests.</summary>
    public IReadOnlyDictionary<string, string> Images(string key)
        => (Row[key] as MapNode)?.Entries.ToDictionary(image => image.Name, image => $"sha256:{new string(((ScalarNode)image.Value).Text[0], 64)}", StringComparer.Ordinal) ?? [];

    public SiteInput Site(string key, string fallback) => ReadSite(Row[key] as MapNode, fallback);

    /// <summary>What the base and every row's older side say of the site.</summary>
    public const string Registry = "test.local";

    private static SiteInput ReadSite(MapNode? site, string fallback)
    {
        var switches = Texts(site?["enable"]).ToDictionary(name => name, _ => true).Concat(Texts(site?["disable"]).ToDictionary(name => name, _ => false)).ToDictionary();
        var choices = (site?["choose"] as MapNode)?.Entries.ToDictionary(choice => choice.Name, choice => ((ScalarNode)choice.Value).Text) ?? [];
        return new SiteInput(new Selection(switches, choices), (site?["registry"] as ScalarNode)?.Text ?? fallback)
        {
            Files = ["site.yaml"],
            Presets = [.. Texts(site?["presets"])],
            Replacements = [.. ((site?["replace"] as MapNode)?.Entries ?? []).Select(one => new Replacement(one.Name, "site.yaml", ContractReader.Read("site.yaml", Encoding.UTF8.GetBytes(YamlWriter.Write(one.Value))).Replacement!))],
            Adjustments = [.. Texts(site?["traits"]).Select(word => ComponentEntry.TraitOf(word)).Select(one => new Adjustment(one.Component!, one.Traits!))],
            // As a text of its own, so that what is wrong in it is the site's.
            Answers = site?["answers"] is { } answers ? (MapNode)YamlReader.Read(new SourceText("site.yaml", JsonText.Write(answers))).Documents[0] : ComponentEntry.Empty.Config,
        };
    }

    private static IEnumerable<string> Texts(Node? list) => (list as ListNode)?.Items.Select(item => ((ScalarNode)item).Text) ?? [];

    private static List<ScriptedChange> Read([CallerFilePath] string caller = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(caller)!, "changes.yaml");
        var read = YamlReader.Read(file, File.ReadAllBytes(file));
        if (read.HasErrors)
            throw new InvalidDataException(read.Diagnostics[0].Message(Language.English) + $" in line {read.Diagnostics[0].At?.Line}");
        return [.. ((ListNode)read.Documents[0]).Items.OfType<MapNode>().Select(row => new ScriptedChange(((ScalarNode)row["about"]!).Text, row))];
    }
}

/// <summary>The base application in a folder of its own, as it is or changed.</summary>
internal sealed class ChangedFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-changes-");

    public ChangedFolder([CallerFilePath] string caller = "")
    {
        var source = Path.Combine(Path.GetDirectoryName(caller)!, "Base");
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(folder.FullName, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    public string At(string name) => Path.Combine(folder.FullName, name);

    public ChangedFolder Apply(ScriptedChange change)
    {
        foreach (var (to, from) in change.Copies)
            File.Copy(At(from), At(to));
        foreach (var (file, from, to) in change.Edits)
        {
            var text = File.ReadAllText(At(file));
            if (text.Split(from).Length != 2)
                throw new InvalidDataException($"{change.About}: {file} has this {text.Split(from).Length - 1} times, not once: {from}");
            File.WriteAllText(At(file), text.Replace(from, to, StringComparison.Ordinal));
        }
        return this;
    }

    public PackageSide Side(SiteInput site, string file = "application.yaml")
    {
        var source = PlatformFiles.Folder(At("platform"));
        var (platform, wrong) = PlatformReader.Read(source);
        var composed = Composer.Compose(At(file), PolicyReader.Of(source).Options);
        return new PackageSide(composed.Incomplete!, platform!, site) { Findings = [.. wrong, .. composed.Findings], Installation = "shop" };
    }

    public void Dispose() => folder.Delete(recursive: true);
}
