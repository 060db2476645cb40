using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A Compose file to drafts, one a service.</summary>
internal static class ComposeReader
{
    public static bool Is(MapNode root) => root["services"] is MapNode && root["apiVersion"] is null;

    public static DraftsRead Read(MapNode root, string name, InitFiles files)
    {
        var text = new ComposeText(Variables(files));
        var file = new ComposeFile((MapNode)text.Fill(root), text, files);
        var shared = new List<Diagnostic>();
        ComposeKeys.Table.Tell(root.Without("services"), "", "", shared);
        var services = (MapNode)file.Root["services"]!;
        var first = services.Entries.Select(entry => Names(entry, name, file.Text)).ToList();
        var drafts = services.Entries.Select((entry, i) => One(entry, first[i], first, file)).ToList();
        return new DraftsRead(drafts, shared);
    }

    /// <summary>Those of the file beside; a line that needs a value from elsewhere says none.</summary>
    private static Dictionary<string, string> Variables(InitFiles files)
        => files.Text(".env") is not { } text ? []
            : EnvFile.Read(text, _ => null).Where(variable => variable.Value.Holes.Count == 0).ToDictionary(variable => variable.Key, variable => variable.Value.Text, StringComparer.Ordinal);

    /// <summary>Name, image and version of a service, which others that depend on it need too.</summary>
    private static Draft Names(MapEntry entry, string source, ComposeText text)
    {
        var map = entry.Value as MapNode;
        var name = DraftNames.Service(entry.Name);
        // An image that is known in part only is none.
        var image = map?["image"] as ScalarNode;
        var built = image is null && map?["build"] is not null;
        var (imagesName, tag, version) = built
            ? (new Found<string>("/" + name.Value, new LocalText("inferred: where the site keeps what is built", "推断：构建出的镜像在现场的位置")), null, DraftNames.Version(null, null))
            : DraftNames.Image(image is null || text.IsUnresolved(image) ? "" : image.Text, null);
        return new Draft
        {
            Origin = new($"from {DraftNames.OneLine(source)}, service {DraftNames.OneLine(entry.Name)}", $"来自 {DraftNames.OneLine(source)} 的服务 {DraftNames.OneLine(entry.Name)}"),
            Key = entry.Name,
            Name = name,
            Version = version,
            ImagesName = imagesName,
            ImagesTag = imagesName is null ? null : tag,
        };
    }

    private static Draft One(MapEntry entry, Draft names, IReadOnlyList<Draft> all, ComposeFile file)
    {
        var findings = new List<Diagnostic>();
        var values = new SourceValues(findings);
        if (values.Map(Node.Map((entry.Name, entry.Value)), entry.Name, "services") is not { } map)
            return DraftProbes.Complete(names) with { Findings = findings };
        var service = new ComposeService(entry.Name, map, file) { Values = values };
        ComposeKeys.Table.Tell(map, "services.*", service.Shown, findings);
        var draft = names with
        {
            Command = Words(service, "entrypoint"),
            Args = Words(service, "command"),
            Env = ComposeEnv.Read(service),
            Ports = ComposePorts.Read(service),
            Storage = ComposeVolumes.Read(service),
            Dependencies = ComposeDependencies.Read(service, all),
            Grace = Grace(service),
        };
        draft = DraftAmounts.Fitting(ComposeResources.Read(draft, service), map, service.Shown, values);
        draft = ComposeHealth.Read(draft, service);
        if (draft.Storage.Any(storage => !storage.Temporary))
            draft = draft with { SingleActive = new(true, new("inferred: its volume cannot be mounted by several pods", "推断：它的卷不能被多个 Pod 同时挂载")) };
        ComposeHoles.Tell(service);
        return DraftProbes.Complete(draft) with { Findings = Documents.InOrder(findings) };
    }

    private static Found<IReadOnlyList<string>>? Words(ComposeService service, string key)
    {
        var words = SourceValues.Value(service.Map, key) is ScalarNode text ? ShellWords.Split(service.File.Text.InOneWord(text)) : service.Values.Words(service.Map, key, service.Shown);
        return words is { Count: > 0 } ? new([.. words.Select(ShellWords.Literal)]) : null;
    }

    private static Found<int>? Grace(ComposeService service)
    {
        if (service.Values.Text(service.Map, "stop_grace_period", service.Shown) is not { } text)
            return null;
        if (Amounts.ExactSeconds(text.Text) is not { } exact)
        {
            service.Values.Tell(text, $"{service.Shown}.stop_grace_period", ComposeHealth.NoTime);
            return null;
        }
        var seconds = (int)Math.Clamp(Math.Ceiling(exact), 1, 3600);
        return new Found<int>(seconds, seconds == exact ? null : DraftNames.InferredFrom(text.Text));
    }
}
