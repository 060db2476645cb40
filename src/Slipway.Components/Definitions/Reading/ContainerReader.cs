using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>One container.</summary>
internal static class ContainerReader
{
    public const string DefaultCommand = "/dockerentrypoint.sh";

    public static ContainerDefinition? Read(Node value, Place place, DefinitionScope scope)
    {
        if (FieldReader.Of(value, place, KnownFields.Container, scope.Findings) is not { } fields)
            return null;
        fields.Require("imagesName", "imagesName: /fun/custom/sleep");
        var name = Name(fields, scope);
        var written = fields.Written("imagesName");
        var image = written is null ? null : Image(written, fields, scope);
        var tag = Tag(fields, scope);
        var command = Command(fields, scope);
        var args = Args(fields, command, scope);
        var env = fields.Entry("env") is { } entry ? EnvReader.Read(entry.Value, fields.PlaceOf("env"), scope.Findings) : [];
        References.Check(command, args, env, fields.Entry("env")?.Value as MapNode, scope.Findings);
        var health = HealthReader.Read(fields, scope);
        if (name is null || image is null || tag is null)
            return null;
        return new ContainerDefinition
        {
            Name = name.Value,
            ImagesName = new Placed<ImageName>(image, written),
            ImagesTag = tag.Value,
            Command = command,
            Args = args,
            Env = env,
            Health = health,
            Node = fields.Map,
        };
    }

    private static ImageName? Image(ScalarNode written, FieldReader fields, DefinitionScope scope)
    {
        if (written.Text.Length > 0)
            return ImageReader.Read(written, scope.Findings);
        scope.Add(DefinitionRules.NoValue, written.At, fields.Place.To("imagesName"));
        return null;
    }

    private static Placed<string>? Name(FieldReader fields, DefinitionScope scope)
    {
        if (!fields.Has("name"))
            return scope.ServiceName is { } service ? new Placed<string>(service.Value) : null;
        if (fields.Text("name") is not { } text)
            return null;
        if (!Texts.IsLabel(text.Text))
            scope.Findings.Add(text.Text.Length > 63
                ? Diagnostic.Of(DefinitionRules.LongName, text, fields.Place.To("name"), text.Text.Length.ToString(), "63")
                : Diagnostic.Of(DefinitionRules.BadName, text, fields.Place.To("name"), text.Text, Texts.LabelFrom(text.Text, 63, "main")));
        return new Placed<string>(text.Text, text);
    }

    private static Placed<string>? Tag(FieldReader fields, DefinitionScope scope)
    {
        if (!fields.Has("imagesTag"))
            return scope.VersionTag is { } version ? new Placed<string>(version) : null;
        if (fields.Written("imagesTag") is not { } tag)
            return null;
        if (!ImageReader.IsTag(tag.Text))
            scope.Findings.Add(Diagnostic.Of(ContainerRules.BadTag, tag, tag.Text, ImageReader.TagFrom(tag.Text)) with
            {
                Edits = tag.At is { } at && tag.Text.Length > 0 ? [new Edit(at, ImageReader.TagFrom(tag.Text), Safe: false)] : [],
            });
        return new Placed<string>(tag.Text, tag);
    }

    private static IReadOnlyList<Placed<string>> Command(FieldReader fields, DefinitionScope scope)
    {
        if (fields.Entry("command") is not { } entry)
            return [new Placed<string>(DefaultCommand)];
        var words = WordsReader.Read(entry.Value, fields.PlaceOf("command"), scope.Findings);
        if (words.Count > 0 && words[0].Value.Length == 0)
            scope.Add(ContainerRules.NoCommand, words[0].At, fields.Place.To("command"));
        return words;
    }

    private static IReadOnlyList<Placed<string>> Args(FieldReader fields, IReadOnlyList<Placed<string>> command, DefinitionScope scope)
        => fields.Entry("args") is { } entry
            ? WordsReader.Read(entry.Value, fields.PlaceOf("args"), scope.Findings, WordsReader.EndsInShell(command))
            : [];
}
