using Slipway.Yaml;

namespace Slipway.Components;

internal static class StorageReader
{
    private static readonly LocalText MoreThanNothing = new("write more than nothing, such as `{2}`", "请填写大于零的数量，例如 `{2}`");

    public static IReadOnlyList<StorageDefinition> Read(FieldReader service, DefinitionScope scope)
    {
        if (!service.Has("storage"))
            return [];
        var place = service.PlaceOf("storage");
        var read = new List<StorageDefinition>();
        foreach (var named in service.Named("storage"))
            if (One(named, place, scope) is { } storage)
                read.Add(storage);
        CheckPaths(read, scope);
        return read;
    }

    private static StorageDefinition? One(MapEntry named, Place storage, DefinitionScope scope)
    {
        Names.CheckLabel(named.Key, storage.To(named.Name), 63, "data", scope.Findings);
        if (FieldReader.Of(named.Value, storage.Key(named.Name, named), KnownFields.Storage, scope.Findings) is not { } fields)
            return null;
        fields.Require("path", "path: /var/lib/sleep");
        var temporary = fields.Flag("temporary") ?? new(false);
        // Of one that is neither true nor false nothing follows.
        var isKept = !temporary.Value && temporary.IsDefault != fields.Has("temporary");
        if (isKept)
            fields.Require("size", "size: 1Gi");
        var access = fields.Choice("access", Choices.Access);
        var medium = fields.Choice("medium", Choices.Medium);
        if (temporary.Value)
            fields.OnlyWith("access", "temporary: false");
        else if (isKept && medium is { Value: StorageMedium.Memory })
            fields.OnlyWith("medium", "temporary: true");
        var size = Size(fields, scope);
        return Path(fields, scope) is { } path ? new StorageDefinition
        {
            Name = new Placed<string>(named.Name, named.Key),
            Path = path,
            Size = size,
            Access = access ?? new(StorageAccess.ReadWriteOnce),
            Temporary = temporary,
            Medium = medium ?? new(StorageMedium.Disk),
            ReadOnly = fields.Flag("readOnly") ?? new(false),
            Node = fields.Map,
        } : null;
    }

    private static Placed<string>? Path(FieldReader fields, DefinitionScope scope)
    {
        if (fields.Written("path") is not { } path)
            return null;
        if (StoragePath.IsMountable(path.Text))
            return new Placed<string>(path.Text, path);
        scope.Add(AdditionRules.StoragePath, path.At, fields.Place.To("path"), Place.Shown(path), "/var/lib/" + (scope.ServiceName?.Value ?? "sleep"));
        return null;
    }

    private static Placed<Quantity>? Size(FieldReader fields, DefinitionScope scope)
    {
        var size = QuantityReader.Read(fields, "size", "1Gi");
        if (size is { } read && read.Value.Billionths.IsZero)
            scope.Findings.Add(Diagnostic.Of(AdditionRules.Quantity, read.At, fields.Place.To("size"), read.Value.Text, "1Gi") with { SpecialHelp = MoreThanNothing });
        return size;
    }

    /// <summary>Every replica of a stateless service has the same claim.</summary>
    public static void CheckSharing(IReadOnlyList<StorageDefinition> storage, string workload, SingleActiveDefinition? singleActive, DefinitionScope scope)
    {
        if (workload != "stateless" || singleActive is { Standby: 0 })
            return;
        foreach (var one in storage)
            if (!one.Temporary.Value && one.Access.Value is StorageAccess.ReadWriteOnce or StorageAccess.ReadWriteOncePod && !WasReported(one))
                scope.Add(AdditionRules.SharedStorage, one.Access.At ?? one.Name.At, $"storage.{one.Name}", $"{one.Access}");
    }

    /// <summary>Whether one of the two words was written and not understood, so that its default stands for nothing.</summary>
    private static bool WasReported(StorageDefinition storage)
        => storage.Node.Keys.Any(key => KnownFields.Storage.Spelling(key) is { } name && ((name == "access" && storage.Access.IsDefault) || (name == "temporary" && storage.Temporary.IsDefault)));

    /// <summary>Each path is looked up among those before it and the folders above them, so that many cost no more than their number.</summary>
    private static void CheckPaths(List<StorageDefinition> storage, DefinitionScope scope)
    {
        var (mounted, above) = (new Dictionary<string, StorageDefinition>(StringComparer.Ordinal), new Dictionary<string, StorageDefinition>(StringComparer.Ordinal));
        foreach (var one in storage)
        {
            var folders = StoragePath.Folders(one.Path.Value);
            var other = above.GetValueOrDefault(folders[^1]) ?? folders.Select(mounted.GetValueOrDefault).FirstOrDefault(found => found is not null);
            if (other is not null)
                scope.Findings.Add(TwoPlaces.Say(
                    AdditionRules.StorageInside, one.Path.Node!, other.Path.Node!,
                    $"storage.{one.Name}", one.Path.Value, $"storage.{other.Name}", other.Path.Value));
            mounted.TryAdd(folders[^1], one);
            foreach (var folder in folders)
                above.TryAdd(folder, one);
        }
    }
}
