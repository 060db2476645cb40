using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What a component is made from, read and sound. One record a kind; <see cref="ComposedBuilder"/> knows what becomes of each.</summary>
public abstract record ComponentContent
{
    /// <summary>The word by which an application names it.</summary>
    public abstract string Kind { get; }

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
    public override string Kind => "service";

    public override string Title => Definition.Name.Value;

    public override string Version => Definition.VersionText;

    public override string Fingerprint => JsonText.Write(Definition.Node);
}

/// <summary>A foreign chart.</summary>
/// <param name="FileValues">Of the component's <c>valuesFiles</c>; the entry's values stand above them.</param>
public sealed record ChartContent(ComponentChart Chart, MapNode FileValues) : ComponentContent
{
    public override string Kind => "chart";

    public override string Title => Chart.Name;

    public override string Version => Chart.Version;

    public override string Fingerprint => $"{Chart.Digest} {JsonText.Write(FileValues)}";

    /// <summary>All that the application says to the chart.</summary>
    public MapNode ValuesUnder(ComponentEntry entry) => HelmScalars.Read((ComponentEntry.Empty with { Values = FileValues }).With(entry).Values);
}

/// <summary>Plain manifests, as a chart that prints them.</summary>
public sealed record ManifestsContent(ComponentChart Chart) : ComponentContent
{
    public override string Kind => "manifests";

    public override string Title => Chart.Name;

    public override string Version => Chart.Version;

    public override string Fingerprint => Chart.Digest;
}

/// <summary>A task.</summary>
/// <param name="Own">Its version: the application's where it says none.</param>
/// <param name="Programs">Its executables; empty for a container.</param>
public sealed record TaskContent(TaskDefinition Task, string Own, IReadOnlyList<ProgramFile> Programs) : ComponentContent
{
    public override string Kind => "task";

    public override string Title => Task.Source.Value;

    /// <summary>Where the executables were read, in the order of <see cref="Programs"/>.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    public override string Version => Own;

    public override string Fingerprint => $"{Own} {JsonText.Write(Task.Node)} {string.Join(' ', Programs.Select(program => program.Digest))}".TrimEnd();
}
