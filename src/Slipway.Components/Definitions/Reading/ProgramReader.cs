using Slipway.Yaml;

namespace Slipway.Components;

/// <param name="Name">Null when the name that it would be was reported.</param>
/// <param name="Image">Null where the image has to be named.</param>
/// <param name="Tag">Null when the version that makes it was reported.</param>
/// <param name="Command">Empty for the image's own entry point.</param>
internal sealed record ProgramDefaults(string? Name, ImageName? Image, string? Tag, IReadOnlyList<Placed<string>> Command)
{
    /// <summary>Names of variables that it has besides those that are written.</summary>
    public IEnumerable<string> MoreEnv { get; init; } = [];

    public static IReadOnlyList<Placed<string>> EntryPoint { get; } = [new Placed<string>("/dockerentrypoint.sh")];
}

/// <summary>What a container of a service and one of an updater have in common.</summary>
internal static class ProgramReader
{
    /// <summary>Null when a part of it is missing or was reported; every part is checked all the same.</summary>
    public static ContainerProgram? Read(FieldReader fields, ProgramDefaults defaults, List<Diagnostic> findings)
    {
        if (defaults.Image is null)
            fields.Require("imagesName", "imagesName: /fun/custom/sleep");
        var name = Name(fields, defaults, findings);
        var image = Image(fields, defaults, findings);
        var tag = Tag(fields, defaults, findings);
        var command = Command(fields, defaults, findings);
        IReadOnlyList<Placed<string>> args = fields.Entry("args") is { } words
            ? WordsReader.Read(words.Value, fields.PlaceOf("args"), findings, WordsReader.EndsInShell(command))
            : [];
        var env = fields.Entry("env") is { } entry ? EnvReader.Read(entry.Value, fields.PlaceOf("env"), findings) : [];
        References.Check(command, args, env, (fields.Entry("env")?.Value as MapNode)?.Keys.Concat(defaults.MoreEnv) ?? defaults.MoreEnv, findings);
        return name is null || image is null || tag is null ? null : new ContainerProgram
        {
            Name = name.Value,
            ImagesName = image.Value,
            ImagesTag = tag.Value,
            Command = command,
            Args = args,
            Env = env,
            Node = fields.Map,
        };
    }

    private static Placed<ImageName>? Image(FieldReader fields, ProgramDefaults defaults, List<Diagnostic> findings)
    {
        if (!fields.Has("imagesName"))
            return defaults.Image is { } image ? new Placed<ImageName>(image) : null;
        if (fields.Written("imagesName") is not { } written)
            return null;
        if (written.Text.Length > 0)
            return ImageReader.Read(written, findings) is { } read ? new Placed<ImageName>(read, written) : null;
        findings.Add(Diagnostic.Of(DefinitionRules.NoValue, written, fields.Place.To("imagesName")));
        return null;
    }

    private static Placed<string>? Name(FieldReader fields, ProgramDefaults defaults, List<Diagnostic> findings)
    {
        if (!fields.Has("name"))
            return defaults.Name is { } name ? new Placed<string>(name) : null;
        if (fields.Text("name") is not { } text)
            return null;
        if (!Texts.IsLabel(text.Text))
            findings.Add(text.Text.Length > 63
                ? Diagnostic.Of(DefinitionRules.LongName, text, fields.Place.To("name"), text.Text.Length.ToString(), "63")
                : Diagnostic.Of(DefinitionRules.BadName, text, fields.Place.To("name"), text.Text, Texts.LabelFrom(text.Text, 63, "main")));
        return new Placed<string>(text.Text, text);
    }

    private static Placed<string>? Tag(FieldReader fields, ProgramDefaults defaults, List<Diagnostic> findings)
    {
        if (!fields.Has("imagesTag"))
            return defaults.Tag is { } version ? new Placed<string>(version) : null;
        if (fields.Written("imagesTag") is not { } tag)
            return null;
        if (!ImageReader.IsTag(tag.Text))
            findings.Add(Diagnostic.Of(ContainerRules.BadTag, tag, tag.Text, ImageReader.TagFrom(tag.Text)) with
            {
                Edits = tag.At is { } at && tag.Text.Length > 0 ? [new Edit(at, ImageReader.TagFrom(tag.Text), Safe: false)] : [],
            });
        return new Placed<string>(tag.Text, tag);
    }

    private static IReadOnlyList<Placed<string>> Command(FieldReader fields, ProgramDefaults defaults, List<Diagnostic> findings)
    {
        if (fields.Entry("command") is not { } entry)
            return defaults.Command;
        var words = WordsReader.Read(entry.Value, fields.PlaceOf("command"), findings);
        if (words.Count > 0 && words[0].Value.Length == 0)
            findings.Add(Diagnostic.Of(ContainerRules.NoCommand, words[0].At, fields.Place.To("command")));
        return words;
    }
}
