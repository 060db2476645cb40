using Slipway.Yaml;

namespace Slipway.Components;

internal static class BuildReader
{
    private static readonly LocalText NumbersOnly = new(
        "write numbers of a user and perhaps a group, such as `{2}`: an image without a user database knows no names",
        "请用数字填写用户，必要时加组，例如 `{2}`：没有用户数据库的镜像不认识名称");

    private static readonly LocalText Octal = new(
        "write permission bits in octal, such as `{2}`", "请用八进制填写权限位，例如 `{2}`");

    private static readonly LocalText InImage = new(
        "write an absolute path in the image, without `..`, such as `{2}`", "请填写镜像内的绝对路径，不含 `..`，例如 `{2}`");

    public static BuildDefinition? Read(FieldReader service, DefinitionScope scope)
    {
        if (service.Fields("build", KnownFields.Build) is not { } fields)
            return null;
        fields.Require("binary", "binary: bin/sleep");
        var name = fields.Formed("base", IsBase, "scratch");
        var binary = fields.Relative("binary");
        var path = fields.Formed("path", IsInImage, "/app/sleep", InImage);
        var files = Files(fields, scope);
        var user = fields.Formed("user", IsOwner, "65532:65532", NumbersOnly);
        var entryPoint = EntryPoint(fields, scope);
        var labels = Labels(fields);
        if (binary is not { } file)
            return null;
        var where = path ?? new("/app/" + file.Value[(file.Value.LastIndexOfAny(['/', '\\']) + 1)..]);
        return new BuildDefinition
        {
            Base = name ?? new("scratch"),
            Binary = file,
            Path = where,
            Files = files,
            User = user ?? new("65532:65532"),
            EntryPoint = entryPoint.Count > 0 ? entryPoint : [where],
            Labels = labels,
            Node = fields.Map,
        };
    }

    private static List<BuildFile> Files(FieldReader build, DefinitionScope scope)
    {
        var files = new List<BuildFile>();
        var place = build.PlaceOf("files");
        foreach (var (item, index) in (build.Items("files") ?? []).Select((item, index) => (item, index)))
        {
            if (FieldReader.Of(item, place.Item(index, item), KnownFields.BuildFile, scope.Findings) is not { } fields)
                continue;
            fields.Require("from", "from: config/default.yaml");
            fields.Require("to", "to: /app/default.yaml");
            var (from, to) = (fields.Relative("from"), fields.Formed("to", IsInImage, "/app/default.yaml", InImage));
            var mode = fields.Formed("mode", IsMode, "0644", Octal) ?? new("0644");
            var owner = fields.Formed("owner", IsOwner, "0:0", NumbersOnly) ?? new("0:0");
            if (from is { } source && to is { } target)
                files.Add(new BuildFile(source, target, mode, owner));
        }
        return files;
    }

    private static IReadOnlyList<Placed<string>> EntryPoint(FieldReader build, DefinitionScope scope)
    {
        if (build.Entry("entryPoint") is not { } entry)
            return [];
        var before = scope.Findings.Count;
        var words = WordsReader.Read(entry.Value, build.PlaceOf("entryPoint"), scope.Findings);
        if (scope.Findings.Count == before && (words.Count == 0 || words[0].Value.Length == 0))
            scope.Add(DefinitionRules.NoValue, entry.Key.At, build.Place.To("entryPoint"));
        return words;
    }

    private static List<EnvVariable> Labels(FieldReader build)
    {
        var labels = new List<EnvVariable>();
        foreach (var label in build.Named("labels"))
            if (label.Value is ScalarNode text)
                labels.Add(new EnvVariable(label.Name, new Placed<string>(text.Text, text), label.Key));
            else
                build.Findings.Add(Diagnostic.Of(DefinitionRules.NotText, Place.Start(label.Value), $"{build.Place.To("labels")}.{Place.Cut(label.Name)}", Place.Shown(label.Value)));
        return labels;
    }

    private static bool IsBase(string text)
        => text.Length is > 0 and <= 63 && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.' or '_');

    private static bool IsInImage(string text)
        => text.Length is > 1 and <= 1024 && text[0] == '/' && text[^1] != '/' && !text.Contains('\0', StringComparison.Ordinal)
            && !text.Split('/').Contains("..", StringComparer.Ordinal);

    private static bool IsMode(string text)
        => text.Length is 3 or 4 && !text.AsSpan().ContainsAnyExceptInRange('0', '7');

    private static bool IsOwner(string text)
    {
        var parts = text.Split(':');
        return parts.Length is 1 or 2 && Array.TrueForAll(parts, part =>
            part.Length > 0 && !part.AsSpan().ContainsAnyExceptInRange('0', '9') && uint.TryParse(part, out var number) && number < uint.MaxValue);
    }
}
