namespace Slipway.Components;

/// <summary>What a platform lets its definitions do (<c>policy/alpha1</c>).</summary>
/// <param name="Containers">Several containers in one pod; default false.</param>
/// <param name="Adopted">Excuses for services that came from elsewhere; default false.</param>
/// <param name="Sources">Where scripts come from that name no host themselves.</param>
public sealed record PlatformPolicy(bool Containers, bool Adopted, IReadOnlyDictionary<SourceKind, PolicySource> Sources)
{
    public static PlatformPolicy Default { get; } = new(false, false, new Dictionary<SourceKind, PolicySource>());

    public DefinitionOptions Options => new()
    {
        AllowContainers = Containers,
        AllowAdopted = Adopted,
        Hosts = Sources.Keys.ToHashSet(),
    };
}

/// <param name="Host">Host and perhaps port.</param>
/// <param name="Credentials">The name of a Secret; null where none is needed.</param>
public sealed record PolicySource(Placed<string> Host, Placed<string>? Credentials);
