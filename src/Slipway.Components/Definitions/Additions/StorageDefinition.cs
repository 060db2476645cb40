using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Kubernetes' access modes of volumes, under their own names.</summary>
public enum StorageAccess
{
    ReadWriteOnce,
    ReadWriteOncePod,
    ReadWriteMany,
    ReadOnlyMany,
}

public enum StorageMedium
{
    Disk,
    Memory,
}

/// <summary>A folder of the service that does not lie in the image.</summary>
public sealed record StorageDefinition
{
    /// <summary>A DNS-1035 label, unique in the service.</summary>
    public required Placed<string> Name { get; init; }

    /// <summary>Absolute, as written; no two lie one inside the other.</summary>
    public required Placed<string> Path { get; init; }

    /// <summary>More than nothing; null only where <see cref="Temporary"/>.</summary>
    public Placed<Quantity>? Size { get; init; }

    /// <summary>Default <see cref="StorageAccess.ReadWriteOnce"/>; without meaning where <see cref="Temporary"/>.</summary>
    public required Placed<StorageAccess> Access { get; init; }

    /// <summary>Ends with the pod; default false.</summary>
    public required Placed<bool> Temporary { get; init; }

    /// <summary>Default <see cref="StorageMedium.Disk"/>; memory only where <see cref="Temporary"/>.</summary>
    public required Placed<StorageMedium> Medium { get; init; }

    /// <summary>The service itself only reads; default false.</summary>
    public required Placed<bool> ReadOnly { get; init; }

    public required MapNode Node { get; init; }

    /// <summary>Whether a file of this path is kept in this storage.</summary>
    public bool Holds(string path) => StoragePath.IsWithin(path, Path.Value);
}
