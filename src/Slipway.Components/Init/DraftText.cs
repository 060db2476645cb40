using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A draft as a file, and the places in it that still need an answer.</summary>
/// <param name="Findings">What check finds in the text; an answer that is needed is named as such.</param>
public sealed record DraftFile(string Text, IReadOnlyList<Diagnostic> Findings);

/// <summary>A draft to the text of a definition: block style, in the order of the reference, inferred values marked by comments.</summary>
public static class DraftText
{
    /// <param name="name">The file's name, as findings print it.</param>
    /// <param name="schema">What the editor's modeline in the first line names; null writes none.</param>
    public static DraftFile Write(Draft draft, Language language, string name, string? schema = null)
    {
        var lines = new DraftLines(language);
        if (schema is not null)
            lines.Comment($"yaml-language-server: $schema={DraftNames.OneLine(schema)}");
        lines.Comment(draft.Origin.In(language));
        lines.Field(0, "name", draft.Name, Needed.Name);
        lines.Field(0, "version", draft.Version, Needed.Version);
        lines.Field(0, "workload", draft.Workload);
        lines.Key(0, "container");
        Container(draft, lines);
        Ports(draft.Ports, lines);
        Dependencies(draft.Dependencies, lines);
        Storage(draft.Storage, lines);
        Resources(draft, lines);
        Shutdown(draft, lines);
        if (draft.SingleActive is { } single)
            lines.Value(0, "singleActive", Node.Of(single.Value), single.Why);
        return new DraftFile(lines.Text, Check(name, lines));
    }

    private static void Container(Draft draft, DraftLines lines)
    {
        lines.Field(1, "name", draft.ContainerName);
        lines.Field(1, "imagesName", draft.ImagesName, Needed.Image);
        lines.Field(1, "imagesTag", draft.ImagesTag);
        lines.Value(1, "command", Words(draft.Command?.Value ?? []), draft.Command is null ? Needed.OwnEntryPoint : draft.Command.Why);
        if (draft.Args is { Value.Count: > 0 } args)
            lines.Value(1, "args", Words(args.Value), args.Why);
        if (draft.Env.Count > 0)
            lines.Key(1, "env");
        foreach (var variable in draft.Env)
            if (variable.Value.Value is { } value)
                lines.Value(2, variable.Name, Node.Of(value), variable.Value.Why ?? (Needed.LooksSecret(variable.Name, value) ? Needed.Secret : null));
            else
                lines.Open(2, variable.Name, $"/container/env/{JsonPointer.Escape(variable.Name)}", variable.Value.Why ?? Needed.Value);
        lines.Key(1, "health");
        Probe(lines, "startupProbe", draft.Startup, Needed.Startup);
        Probe(lines, "livenessProbe", draft.Liveness, Needed.Liveness);
        Probe(lines, "readinessProbe", draft.Readiness, Needed.Readiness);
    }

    private static void Probe(DraftLines lines, string name, DraftProbe? probe, LocalText needed)
    {
        if (probe is null)
        {
            lines.Open(2, name, $"/container/health/{name}", needed);
            return;
        }
        lines.Key(2, name, probe.Why);
        lines.Flow(3, probe.Handler, probe.Question);
        foreach (var (time, value) in probe.Times)
            lines.Value(3, time, Node.Of(value), probe.TimesWhy.FirstOrDefault(why => why.Name == time).Why);
    }

    private static void Ports(IReadOnlyList<DraftPort> ports, DraftLines lines)
    {
        if (ports.Count > 0)
            lines.Key(0, "ports");
        foreach (var port in ports)
            if (port.Protocol == "TCP")
                lines.Value(1, port.Name.Value, Node.Of(port.Number), port.Name.Why);
            else
            {
                lines.Key(1, port.Name.Value, port.Name.Why);
                lines.Value(2, "port", Node.Of(port.Number));
                lines.Value(2, "protocol", Node.Of(port.Protocol));
            }
    }

    private static void Dependencies(IReadOnlyList<DraftDependency> dependencies, DraftLines lines)
    {
        if (dependencies.Count > 0)
            lines.Key(0, "depsService");
        foreach (var dependency in dependencies)
            lines.Value(1, dependency.Name, Node.Of(dependency.Version.Value), dependency.Version.Why);
    }

    private static void Storage(IReadOnlyList<DraftStorage> storage, DraftLines lines)
    {
        if (storage.Count > 0)
            lines.Key(0, "storage");
        foreach (var entry in storage)
        {
            lines.Key(1, entry.Name, entry.Why);
            lines.Value(2, "path", Node.Of(entry.Path));
            if (entry.Size is { } size)
                lines.Value(2, "size", Node.Of(size));
            else if (!entry.Temporary)
                lines.Open(2, "size", $"/storage/{JsonPointer.Escape(entry.Name)}/size", Needed.Size);
            if (entry.Access is { } access)
                lines.Value(2, "access", Node.Of(access));
            if (entry.Temporary)
                lines.Value(2, "temporary", Node.Of(true));
            if (entry.Memory)
                lines.Value(2, "medium", Node.Of("memory"));
            if (entry.ReadOnly)
                lines.Value(2, "readOnly", Node.Of(true));
        }
    }

    private static void Resources(Draft draft, DraftLines lines)
    {
        if (draft.Requests.Count + draft.Limits.Count > 0)
            lines.Key(0, "resources");
        Amounts("requests", draft.Requests);
        Amounts("limits", draft.Limits);

        void Amounts(string name, IReadOnlyList<DraftAmount> amounts)
        {
            if (amounts.Count > 0)
                lines.Key(1, name);
            foreach (var amount in amounts)
                lines.Value(2, amount.Name, Node.Of(amount.Amount), amount.Why);
        }
    }

    private static void Shutdown(Draft draft, DraftLines lines)
    {
        if (draft.Grace is null && draft.PreStop is null)
            return;
        lines.Key(0, "shutdown");
        if (draft.Grace is { } grace)
            lines.Value(1, "grace", Node.Of(grace.Value), grace.Why);
        if (draft.PreStop is not { } stop)
            return;
        lines.Key(1, "preStop");
        lines.Flow(2, stop.Entries[0].Name, stop.Entries[0].Value);
    }

    private static ListNode Words(IEnumerable<string> words) => Node.List(words.Select(word => (Node)Node.Of(word)));

    /// <summary>The answers that are open, at their keys, and whatever else check says about the text.</summary>
    private static List<Diagnostic> Check(string name, DraftLines lines)
    {
        var source = new SourceText(name, lines.Text);
        var read = DefinitionReader.Read(source);
        var root = YamlReader.Read(source).Documents is [var document, ..] ? document : null;
        var open = lines.Answers.Select(answer => Finding(root, answer)).ToList();
        var lineNumbers = open.Select(finding => finding.At?.Line).ToHashSet();
        return [.. open, .. read.Diagnostics.Where(finding => !lineNumbers.Contains(finding.At?.Line))];
    }

    private static Diagnostic Finding(Node? root, (string Pointer, LocalText Question) answer)
    {
        var path = JsonPointer.Parse(answer.Pointer)!;
        var map = root is null ? null : JsonPointer.Resolve(root, path.Take(path.Count - 1)) as MapNode;
        return Diagnostic.Of(InitRules.AnswerNeeded, map?.Entry(path[^1])?.Key.At, string.Join('.', path), answer.Question.English) with
        {
            ChineseArguments = [string.Join('.', path), answer.Question.Chinese],
        };
    }
}
