using Slipway.Components;

namespace Slipway.Packages;

/// <summary>Which images go into a package, and how they are reached.</summary>
public sealed record CarryOptions
{
    public required PlatformDefinition Platform { get; init; }

    /// <summary>The package's file: beside it stands what is built until it is written.</summary>
    public required string Target { get; init; }

    /// <summary>The outermost application's file; layouts are named from where each application lies.</summary>
    public required ImageLock Lock { get; init; }

    /// <summary>Names of images as the user wrote them; null for all.</summary>
    public IReadOnlyList<string>? Only { get; init; }

    /// <summary>At least one; the same on every machine.</summary>
    public IReadOnlyList<ImagePlatform> Platforms { get; init; } = [ImagePlatform.LinuxAmd64];

    /// <summary>Where images lie now whose names a site's registry completes; null where each says so itself.</summary>
    public string? Registry { get; init; }

    /// <summary>Layouts or archives that are looked into first, by name and digest.</summary>
    public IReadOnlyList<string> Stores { get; init; } = [];

    public ImageOptions Images { get; init; } = new();

    public Action<CopyProgress>? Progress { get; init; }
}
