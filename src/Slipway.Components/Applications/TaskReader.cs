using Slipway.Yaml;

namespace Slipway.Components;

/// <summary><c>task</c> of a component.</summary>
internal static class TaskReader
{
    private static readonly LocalText WholeImage = new(
        "write an image with its tag or digest, such as `{2}`; one slash in front means the site's registry",
        "请填写带标签或摘要的镜像，例如 `{2}`；以斜杠开头表示现场的镜像仓库");

    public static TaskDefinition? Read(FieldReader component, List<Diagnostic> findings)
    {
        if (component.Fields("task", KnownFields.Task) is not { } fields)
            return null;
        fields.Require("image", "image: registry.example.com/team/seed:1.4.0");
        var image = fields.Formed("image", IsImage, "registry.example.com/team/seed:1.4.0", WholeImage);
        var version = fields.Entry("version") is { } written ? VersionReader.Read(written, fields.Place.To("version"), findings) : null;
        var limit = Lengths.Read(fields, "timeout", TimeSpan.FromMinutes(5));
        var (command, args) = (Words(fields, "command", findings), Words(fields, "args", findings));
        var env = EnvironmentReader.Read(fields, "env", findings);
        return image is null || limit is null ? null : new TaskDefinition
        {
            Image = image.Value,
            Command = command,
            Args = args,
            Env = env,
            Version = version is null ? null : ((ScalarNode)version.Value.Node!).Text,
            Removes = fields.Flag("remove")?.Value ?? true,
            Limit = limit.Value,
            Node = fields.Map,
        };
    }

    private static IReadOnlyList<Placed<string>> Words(FieldReader fields, string name, List<Diagnostic> findings)
        => fields.Entry(name) is { } entry ? WordsReader.Read(entry.Value, fields.PlaceOf(name), findings) : [];

    private static bool IsImage(string text)
    {
        var name = text.StartsWith('/') ? text[1..] : text;
        var last = name[(name.LastIndexOf('/') + 1)..];
        return text.Length is > 2 and <= 512 && name.Length > 0 && char.IsAsciiLetterOrDigit(name[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or ':' or '@')
            && !text.Contains("//", StringComparison.Ordinal) && (last.Contains(':', StringComparison.Ordinal) || last.Contains('@', StringComparison.Ordinal)) && char.IsAsciiLetterOrDigit(text[^1]);
    }
}
