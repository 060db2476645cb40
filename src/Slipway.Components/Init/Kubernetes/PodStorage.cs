using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Mounts of a container whose volumes mean storage.</summary>
internal static class PodStorage
{
    private static readonly Home SubPath = Home.Other(
        "a storage is mounted whole", "存储总是整体挂载",
        "let the service use a folder below the path", "请让服务使用该路径下的子目录");

    private static readonly Home Place = Home.Other(
        "it is a place of this cluster or of its nodes", "它是本集群或节点上的位置",
        "ask the site for storage by `storage`, or the platform team for a trait", "请用 `storage` 向现场申请存储，或向平台团队申请 trait");

    private static readonly Home Path = Home.Other(
        "the path is not absolute, or another storage stands at, above or below it", "路径不是绝对路径，或已有其他存储位于此路径、其上层或其下层",
        "give each storage an absolute path of its own", "请让每个存储使用各自的绝对路径");

    public static IReadOnlyList<DraftStorage> Read(MapNode container, MapNode spec, string shown, PodScope scope)
    {
        var storage = new List<DraftStorage>();
        foreach (var (mount, place) in scope.Values.Maps(container, "volumeMounts", shown))
        {
            var (name, path) = (Manifest.Text(mount, "name") ?? "", Manifest.Text(mount, "mountPath") ?? "");
            var entry = new DraftStorage(DraftStorages.Name(name, path, storage), DraftStorages.Clean(path)) { ReadOnly = SourceValues.Flag(mount, "readOnly") };
            var (found, home) = OfVolume(entry, name, spec, scope);
            if (found is null)
                scope.Values.Tell(mount, $"{place} ({name})", home!);
            else if (!DraftStorages.IsPath(path) || storage.Any(other => DraftStorages.Overlap(other.Path, path)))
                scope.Values.Tell(mount, place, Path);
            else
                storage.Add(found);
            if (found is not null && mount.Entry("subPath") is { Value: ScalarNode { Text.Length: > 0 } } sub)
                scope.Values.Tell(sub.Key, $"{place}.subPath", SubPath);
        }
        return storage;
    }

    private static (DraftStorage? Storage, Home? Home) OfVolume(DraftStorage entry, string name, MapNode spec, PodScope scope)
    {
        if (Named(JsonPointer.Resolve(scope.Manifest.Root, "/spec/volumeClaimTemplates"), name) is { } template)
            return (Claim(entry, template, name, scope), null);
        if (Named(spec["volumes"], name) is not { } volume)
            return (null, Home.Platform);
        if (volume.Entry("emptyDir") is { } empty)
            return (entry with { Temporary = true, Memory = Manifest.Text(empty.Value as MapNode, "medium") == "Memory", Size = Size(Manifest.Text(empty.Value as MapNode, "sizeLimit")) }, null);
        if (volume["persistentVolumeClaim"] is MapNode claim)
            return (Claim(entry with { ReadOnly = entry.ReadOnly || SourceValues.Flag(claim, "readOnly") },
                scope.Beside("PersistentVolumeClaim", Manifest.Text(claim, "claimName")), Manifest.Text(claim, "claimName") ?? "", scope), null);
        if (JsonPointer.Resolve(volume, "/ephemeral/volumeClaimTemplate") is MapNode ephemeral)
            return (Claim(entry, ephemeral, name, scope) with { Temporary = true, Access = null }, null);
        return (null, volume["configMap"] is not null ? Home.Config : volume["secret"] is not null ? Home.Secret : volume["projected"] is not null || volume["downwardAPI"] is not null ? Home.Platform : Place);
    }

    private static DraftStorage Claim(DraftStorage entry, MapNode? claim, string name, PodScope scope)
    {
        var spec = claim?["spec"] as MapNode;
        // A claim that is mounted twice is told once.
        if (spec is not null && scope.Told.Add(spec))
            KubernetesKeys.Claim.Tell(IsBound(claim!) ? spec.Without("volumeName") : spec, "spec", $"PersistentVolumeClaim {name}: spec", scope.Values.Findings);
        var modes = (spec?["accessModes"] as ListNode)?.Items.OfType<ScalarNode>().Select(mode => mode.Text).ToList() ?? [];
        var access = modes.Contains("ReadWriteMany") ? "ReadWriteMany" : modes is ["ReadOnlyMany"] ? "ReadOnlyMany" : modes is ["ReadWriteOncePod"] ? "ReadWriteOncePod" : null;
        return entry with { Access = access, Size = Size(Manifest.Text((spec is null ? null : JsonPointer.Resolve(spec, "/resources/requests")) as MapNode, "storage")) };
    }

    /// <summary>The cluster wrote the volume's name, not whoever made the claim.</summary>
    private static bool IsBound(MapNode claim)
        => (JsonPointer.Resolve(claim, ["metadata", "annotations"]) as MapNode)?["pv.kubernetes.io/bound-by-controller"] is not null;

    private static string? Size(string? text) => text is not null && Amounts.IsQuantity(text) && Amounts.Value(text) > 0 ? text : null;

    private static MapNode? Named(Node? list, string name)
        => (list as ListNode)?.Items.OfType<MapNode>().FirstOrDefault(item => (Manifest.Text(item, "name") ?? Manifest.Text(item["metadata"] as MapNode, "name")) == name);
}
