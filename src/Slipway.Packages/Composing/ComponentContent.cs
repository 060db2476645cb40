using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What a component is made from, read and sound. One record a kind; <see cref="ComposedBuilder"/> knows what becomes of each.</summary>
public abstract record ComponentContent
{
    /// <summary>What it is called where it comes from, such as the service's own name.</summary>
    public abstract string Title { get; }

    /// <summary>As it was written.</summary>
    public abstract string Version { get; }

    /// <summary>A text that differs where anything differs that the component is made from; the entry takes no part.</summary>
    public abstract string Fingerprint { get; }
}

/// <summary>A service, with its own name.</summary>
public sealed record ServiceContent(ServiceDefinition Definition) : ComponentContent
{
    public override string Title => Definition.Name.Value;

    public override string Version => Definition.VersionText;

    public override string Fingerprint => JsonText.Write(Definition.Node);
}
