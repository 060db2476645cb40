using Semver;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What somebody answers beside what a source says; null leaves the source's word.</summary>
public sealed record DraftAnswers
{
    public string? Name { get; init; }

    public string? Version { get; init; }

    /// <summary>With its tag, when it has one.</summary>
    public string? Image { get; init; }

    /// <summary>Each <c>8080</c> or <c>NAME=8080</c>.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary><c>http:/healthz</c> (or three paths: started, live, ready), <c>grpc</c>, <c>tcp</c>, or <c>exec:COMMAND</c>.</summary>
    public string? Health { get; init; }

    /// <summary>For every storage that has none.</summary>
    public string? Size { get; init; }

    /// <summary>Whether a text is of the form that <see cref="Ports"/> takes.</summary>
    public static bool IsPort(string text) => Port(text) is not null;

    public static bool IsName(string text) => text.Length <= 40 && Texts.IsLetterLabel(text);

    /// <summary>A name of the right form near a text.</summary>
    public static string NameFrom(string text) => Texts.LabelFrom(text, 40, "service");

    public static bool IsVersion(string text) => SemVersion.TryParse(text, SemVersionStyles.Strict, out _) && ImageReader.IsTag(text.Replace('+', '_'));

    public static bool IsImage(string text) => DraftNames.Image(text, null) is { Name: not null, Tag: null or { Why: null } or { Value: "latest" } };

    public static bool IsHealth(string text)
        => text is "grpc" or "tcp" || (text.StartsWith("exec:", StringComparison.Ordinal) && ShellWords.Split(text["exec:".Length..]) is [{ Length: > 0 }, ..])
            || (text.StartsWith("http:", StringComparison.Ordinal) && text["http:".Length..].Split(',') is { Length: 1 or 3 } paths && paths.All(path => path.StartsWith('/')));

    public static bool IsSize(string text) => Amounts.IsQuantity(text) && Amounts.Value(text) > 0;

    /// <summary>A definition of nothing but answers.</summary>
    public static Draft Alone(DraftAnswers answers) => Into(new Draft
    {
        Origin = new("made by `slipway init`", "由 `slipway init` 生成"),
        Key = answers.Name ?? "",
    }, answers);

    /// <summary>Answers win over what the source says.</summary>
    public static Draft Into(Draft draft, DraftAnswers answers)
    {
        if (answers.Name is { } name)
            draft = draft with { Name = new(name) };
        if (answers.Image is { } image)
            draft = WithImage(draft, image);
        if (answers.Version is { } version)
            draft = Versioned(draft, version);
        if (answers.Ports.Count > 0)
            draft = draft with { Ports = DraftPorts(answers.Ports) };
        if (answers.Size is { } size)
            draft = draft with { Storage = [.. draft.Storage.Select(entry => entry.Temporary ? entry : entry with { Size = entry.Size ?? size })] };
        return DraftProbes.Complete(answers.Health is { } health ? WithHealth(draft, health) : draft);
    }

    private static Draft WithImage(Draft draft, string image)
    {
        var (imagesName, tag, version) = DraftNames.Image(image, null);
        var isTagged = tag is not { Why: not null } && version.Why is null;
        return draft with
        {
            ImagesName = imagesName,
            ImagesTag = tag is { Why: not null } ? null : tag,
            Version = isTagged ? version : draft.Version ?? version,
        };
    }

    /// <summary>A tag that was the version until now stays what it is.</summary>
    private static Draft Versioned(Draft draft, string version)
    {
        var tag = draft.ImagesTag ?? (draft.Version is { Why: null } old && draft.ImagesName is { Why: null } named && !named.Value.Contains('@', StringComparison.Ordinal) ? old : null);
        return draft with { Version = new(version), ImagesTag = tag?.Value == version ? null : tag };
    }

    private static List<DraftPort> DraftPorts(IReadOnlyList<string> written)
    {
        var ports = new List<DraftPort>();
        foreach (var (name, number) in written.Select(Port).OfType<(string?, int)>())
            if (ports.All(port => port.Number != number))
                ports.Add(new DraftPort(DraftNames.Port(name, number, "TCP", [.. ports.Select(port => port.Name.Value)]), number, "TCP"));
        return ports;
    }

    private static (string? Name, int Number)? Port(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? null : text[..equals];
        return int.TryParse(text.AsSpan(equals + 1), out var number) && number is > 0 and <= 65535 && (name is null || Texts.IsPortName(name)) ? (name, number) : null;
    }

    private static Draft WithHealth(Draft draft, string health)
    {
        draft = draft with { Startup = null, Liveness = null, Readiness = null };
        Node port = draft.Ports.FirstOrDefault(port => port.Protocol == "TCP") is { } declared ? Node.Of(declared.Name.Value) : Node.Of(8080);
        if (health.StartsWith("exec:", StringComparison.Ordinal))
            return draft with { Readiness = new DraftProbe("exec", Node.Map(("command", Node.List(ShellWords.Split(health["exec:".Length..]).Select(word => (Node)Node.Of(word))))), []) };
        if (!health.StartsWith("http:", StringComparison.Ordinal))
            return draft with { Readiness = new DraftProbe(health == "grpc" ? "grpc" : "tcpSocket", Node.Map(("port", port)), []) };
        var probes = health["http:".Length..].Split(',').Select(path => new DraftProbe("httpGet", Node.Map(("path", Node.Of(path)), ("port", port)), [])).ToList();
        return probes is [var startup, var liveness, var readiness]
            ? draft with { Startup = startup.With("failureThreshold", 30, null), Liveness = liveness, Readiness = readiness }
            : draft with { Readiness = probes[0] };
    }
}
