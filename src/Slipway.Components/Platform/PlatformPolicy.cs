using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What a platform lets its definitions do (<c>policy/alpha1</c>).</summary>
/// <param name="Containers">Several containers in one pod; default false.</param>
/// <param name="Adopted">Excuses for services that came from elsewhere; default false.</param>
/// <param name="Sources">Where scripts come from that name no host themselves.</param>
public sealed record PlatformPolicy(bool Containers, bool Adopted, IReadOnlyDictionary<SourceKind, PolicySource> Sources)
{
    public static PlatformPolicy Default { get; } = new(false, false, new Dictionary<SourceKind, PolicySource>());

    /// <summary>Paths of fields that no definition and no entry may have.</summary>
    public IReadOnlyList<Placed<string>> Fields { get; init; } = [];

    /// <summary>Null for all.</summary>
    public PolicyNames? Workloads { get; init; }

    /// <summary>Which traits an entry may name; null for all.</summary>
    public PolicyNames? Traits { get; init; }

    public PolicyImages? Images { get; init; }

    public PolicyLimits? Limits { get; init; }

    /// <summary>All of it as it was written, without the format.</summary>
    public MapNode Node { get; init; } = new([]);

    /// <summary>The platform's workloads that run no pods.</summary>
    internal IReadOnlySet<string> Podless { get; init; } = PodlessWorkloads.BuiltIn;

    public DefinitionOptions Options => new()
    {
        Podless = Podless,
        AllowContainers = Containers,
        AllowAdopted = Adopted,
        Hosts = Sources.Keys.ToHashSet(),
    };
}

/// <param name="Host">Host and perhaps port.</param>
/// <param name="Credentials">The name of a Secret; null where none is needed.</param>
public sealed record PolicySource(Placed<string> Host, Placed<string>? Credentials);

/// <param name="AreAllowed">Only these; else all but these.</param>
/// <param name="At">Where the list begins.</param>
public sealed record PolicyNames(IReadOnlyList<Placed<string>> Names, bool AreAllowed, Location? At)
{
    /// <summary>The place of the rule that refuses a name, or null where it is taken.</summary>
    public Location? Refuses(string name)
    {
        var named = Names.Where(n => n.Value == name).Select(n => n.At).FirstOrDefault();
        return AreAllowed == named is not null ? null : named ?? At;
    }
}

/// <param name="Allowed">Null for all images.</param>
/// <param name="NoLatest">The place of <c>latest: false</c>; null where the tag is taken.</param>
public sealed record PolicyImages(IReadOnlyList<Placed<ImagePattern>>? Allowed, Location? AllowedAt, Location? NoLatest);

/// <summary>The most of each; what is not said has no bound.</summary>
/// <param name="Requests">Of one container.</param>
/// <param name="Limits">Of one container.</param>
/// <param name="Storage">Of one claim.</param>
public sealed record PolicyLimits(IReadOnlyList<ResourceAmount> Requests, IReadOnlyList<ResourceAmount> Limits, Placed<int>? Replicas, Placed<Quantity>? Storage);
