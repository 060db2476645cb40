using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A Compose file to drafts, one a service.</summary>
internal static class ComposeReader
{
    public static bool Is(MapNode root) => root["services"] is MapNode && root["apiVersion"] is null;

    public static DraftsRead Read(MapNode root, string name, InitFiles files)
    {
        var text = new ComposeText(files.Text(".env") is { } variables ? EnvFile.Read(variables) : new Dictionary<string, string>());
        var file = new ComposeFile((MapNode)text.Fill(root), text, files);
        var shared = new List<Diagnostic>();
        ComposeKeys.Table.Tell(root.Without("services"), "", "", shared);
        var services = (MapNode)file.Root["services"]!;
        var first = services.Entries.Select(entry => Names(entry, name)).ToList();
        var drafts = services.Entries.Select((entry, i) => One(entry, first[i], first, file)).ToList();
        return new DraftsRead(drafts, shared);
    }

    /// <summary>Name, image and version of a service, which others that depend on it need too.</summary>
    private static Draft Names(MapEntry entry, string source)
    {
        var map = entry.Value as MapNode;
        var name = DraftNames.Service(entry.Name);
        var image = (map?["image"] as ScalarNode)?.Text;
        var built = image is null && map?["build"] is not null;
        var (imagesName, tag, version) = built
            ? (new Found<string>("/" + name.Value, new LocalText("inferred: where the site keeps what is built", "推断：构建出的镜像在现场的位置")), null, DraftNames.Version(null, null))
            : DraftNames.Image(image ?? "", null);
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
        if (entry.Value is not MapNode map)
            return DraftProbes.Complete(names);
        var service = new ComposeService(entry.Name, map, file) { Values = values };
        ComposeKeys.Table.Tell(map, "services.*", service.Shown, findings);
        var draft = names with
        {
            Command = Words(service, "entrypoint"),
            Args = Words(service, "command"),
            Env = ComposeEnv.Read(service),
            Ports = ComposePorts.Read(service),
            Storage = ComposeVolumes.Read(service),
            Dependencies = Dependencies(service, all),
            Grace = Grace(service),
        };
        draft = DraftAmounts.Fitting(ComposeResources.Read(draft, service), map, service.Shown, values);
        draft = ComposeHealth.Read(draft, service);
        if (draft.Storage.Any(storage => !storage.Temporary))
            draft = draft with { SingleActive = new(true, new("inferred: its volume cannot be mounted by several pods", "推断：它的卷不能被多个 Pod 同时挂载")) };
        return DraftProbes.Complete(draft) with { Findings = Documents.InOrder(findings) };
    }

    private static Found<IReadOnlyList<string>>? Words(ComposeService service, string key)
    {
        var words = SourceValues.Value(service.Map, key) is ScalarNode text ? ShellWords.Split(text.Text) : service.Values.Words(service.Map, key, service.Shown);
        return words is { Count: > 0 } ? new([.. words.Select(ShellWords.Literal)]) : null;
    }

    private static Found<int>? Grace(ComposeService service)
        => service.Values.Text(service.Map, "stop_grace_period", service.Shown) is { } text && Amounts.Seconds(text.Text) is { } seconds
            ? new Found<int>(Math.Min(seconds, 3600))
            : null;

    private static List<DraftDependency> Dependencies(ComposeService service, IReadOnlyList<Draft> all)
    {
        var names = new List<string>();
        foreach (var key in (string[])["depends_on", "links"])
            names.AddRange(SourceValues.Value(service.Map, key) switch
            {
                MapNode map => map.Keys,
                ListNode => service.Values.Words(service.Map, key, service.Shown)?.Select(word => word.Split(':')[0]) ?? [],
                _ => [],
            });
        var known = all.Where(draft => names.Contains(draft.Key) && draft.Key != service.Name && draft.Name is not null && draft.Version is not null);
        return [.. known.DistinctBy(draft => draft.Name!.Value).Select(draft => new DraftDependency(draft.Name!.Value, new(draft.Version!.Value, draft.Version.Why)))];
    }
}
