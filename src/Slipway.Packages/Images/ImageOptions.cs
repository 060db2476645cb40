namespace Slipway.Packages;

/// <summary>What is asked for, and how to reach it.</summary>
public sealed record ImageOptions
{
    public ImagePlatform Platform { get; init; } = ImagePlatform.LinuxAmd64;

    /// <summary>False: an image of one platform is taken as it is. An index must always have the platform.</summary>
    public bool PlatformMustFit { get; init; } = true;

    /// <summary>An index that lacks the platform gives its first image.</summary>
    public bool AnyPlatform { get; init; }

    /// <summary>Which image of a layout that holds several; null for the only one.</summary>
    public ImageReference? Name { get; init; }

    /// <summary>Speak HTTP to registries on other machines too. This machine's own are always spoken to as they answer.</summary>
    public bool PlainHttp { get; init; }

    /// <summary>A PEM file with certificates of authorities to trust besides the system's.</summary>
    public string? AuthorityFile { get; init; }

    public ImageLimits Limits { get; init; } = ImageLimits.Default;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>For proxies (HTTPS_PROXY, NO_PROXY) and for where credentials lie (REGISTRY_AUTH_FILE, DOCKER_CONFIG, HOME).</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;
}
