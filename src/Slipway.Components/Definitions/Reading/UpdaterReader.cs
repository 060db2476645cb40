using Semver;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>One updater.</summary>
internal static class UpdaterReader
{
    public static UpdaterDefinition? Read(Node value, Place place, DefinitionScope scope)
    {
        if (FieldReader.Of(value, place, KnownFields.Updater, scope.Findings) is not { } fields)
            return null;
        fields.Require("type", "type: container");
        fields.Require("from", "from: \">=3.0.1 <3.0.6\"");
        fields.Require("to", "to: 3.0.6");
        var isScript = fields.Choice("type", Choices.Updater);
        var from = fields.Entry("from") is { } lower ? RangeReader.Read(lower, fields.Place.To("from"), scope.Findings) : null;
        var to = fields.Entry("to") is { } upper ? VersionReader.Read(upper, fields.Place.To("to"), scope.Findings) : null;
        if (from is { } range && to is { } target)
            CheckDirection(range, target, fields.Place.To("from"), scope);
        var container = isScript is { Value: false } ? Container(fields, to, scope) : null;
        var script = isScript is { Value: true } ? Script(fields, scope) : null;
        var rollback = RollbackReader.Read(fields, scope);
        return from is null || to is null || (container is null && script is null) ? null : new UpdaterDefinition
        {
            From = from.Value,
            To = to.Value,
            Container = container,
            Script = script,
            Rollback = rollback,
            Node = fields.Map,
        };
    }

    private static void CheckDirection(Placed<VersionRange> from, Placed<SemVersion> to, string path, DefinitionScope scope)
    {
        if (from.Value.Below(to.Value) is not { } below)
            scope.Add(UpdateRules.NotBelow, from.At, path, Place.Cut(from.Value.Text), $"{to}");
        else if (from.Value.NotBelow(to.Value) is not null)
            scope.Add(UpdateRules.ReachesTarget, from.At, path, Place.Cut(from.Value.Text), $"{to}", $"{below}");
    }

    private static ContainerProgram? Container(FieldReader updater, Placed<SemVersion>? to, DefinitionScope scope)
    {
        foreach (var name in new[] { "script", "source", "in", "shell" })
            updater.OnlyWith(name, "type: script");
        updater.Require("container", "container: {imagesName: /fun/custom/sleep-update}");
        var tag = to?.Node is ScalarNode written ? written.Text.Replace('+', '_') : null;
        return updater.Fields("container", KnownFields.UpdateContainer) is { } fields
            ? ProgramReader.Read(fields, new ProgramDefaults("update", null, tag, ProgramDefaults.EntryPoint), scope.Findings)
            : null;
    }

    private static UpdateScript? Script(FieldReader updater, DefinitionScope scope)
    {
        updater.OnlyWith("container", "type: container");
        var content = ScriptReader.Content(updater, scope);
        var shell = updater.Formed("shell", text => text.Length > 1 && text[0] == '/' && !text.Contains('\0', StringComparison.Ordinal), "/bin/sh");
        var where = updater.Choice("in", Choices.In) ?? new(ScriptPlace.Job);
        return content is null ? null : new UpdateScript(content, where, shell ?? new("/bin/sh"));
    }
}
