using Slipway.Yaml;

namespace Slipway.Components;

/// <summary><c>task</c> of a component.</summary>
internal static class TaskReader
{
    private const string Example = "tools/register";

    private static readonly LocalText WholeImage = new(
        "write an image with its tag or digest, such as `{2}`; one slash in front means the site's registry",
        "请填写带标签或摘要的镜像，例如 `{2}`；以斜杠开头表示现场的镜像仓库");

    private static readonly LocalText KnownPlatform = new("write one of: linux/amd64, linux/arm64", "可用的取值：linux/amd64、linux/arm64");

    public static TaskDefinition? Read(FieldReader component, List<Diagnostic> findings)
    {
        if (component.Fields("task", KnownFields.Task) is not { } fields || fields.ExactlyOne("image", "program") is not { } kind)
            return null;
        var isProgram = kind == "program";
        var image = isProgram ? null : fields.Formed("image", IsImage, "registry.example.com/team/seed:1.4.0", WholeImage);
        var programs = isProgram ? Programs(fields, findings) : [];
        fields.OnlyOf(isProgram, ["command"], "image: …");
        fields.OnlyOf(!isProgram, ["kubeconfig"], "program: …");
        var version = fields.Entry("version") is { } written ? VersionReader.Read(written, fields.Place.To("version"), findings) : null;
        var limit = Lengths.Read(fields, "timeout", TimeSpan.FromMinutes(5));
        var (command, args) = (Words(fields, "command", findings), Words(fields, "args", findings));
        var env = EnvironmentReader.Read(fields, "env", findings);
        var outputs = Outputs(fields, isProgram, findings);
        return (image is null && programs.Count == 0) || limit is null ? null : new TaskDefinition
        {
            Image = image,
            Programs = programs,
            Command = command,
            Args = args,
            Env = env,
            Version = version is null ? null : ((ScalarNode)version.Value.Node!).Text,
            Removes = fields.Flag("remove")?.Value ?? true,
            AnswersStatus = fields.Flag("status")?.Value ?? false,
            Kubeconfig = fields.Flag("kubeconfig")?.Value ?? false,
            Outputs = outputs,
            Limit = limit.Value,
            Node = fields.Map,
        };
    }

    /// <summary>A path, or one a platform. All of them wrong is none.</summary>
    private static List<TaskProgramPath> Programs(FieldReader fields, List<Diagnostic> findings)
    {
        var programs = new List<TaskProgramPath>();
        if (fields.Entry("program")?.Value is not MapNode)
        {
            if (fields.Relative("program") is { } one)
                programs.Add(new TaskProgramPath("", one));
            return programs;
        }
        foreach (var named in fields.Named("program"))
        {
            var path = $"{fields.Place.To("program")}.{Place.Cut(named.Name)}";
            if (!ExecutableForm.Platforms.Contains(named.Name))
                findings.Add(Diagnostic.Of(ValueRules.Form, named.Key, path, Place.Shown(named.Key), "linux/amd64") with { SpecialHelp = KnownPlatform });
            else if (named.Value is not ScalarNode { Kind: ScalarKind.String } file)
                findings.Add(Diagnostic.Of(DefinitionRules.NotText, Place.Start(named.Value), path, Place.Shown(named.Value)));
            else if (!Values.IsInside(file.Text))
                findings.Add(Diagnostic.Of(ValueRules.Relative, file, path, Place.Shown(file)));
            else
                programs.Add(new TaskProgramPath(named.Name, new(file.Text, file)));
        }
        if (fields.Entry("program")!.Value is MapNode { Count: 0 })
            findings.Add(Diagnostic.Of(DefinitionRules.Missing, fields.PlaceOf("program").At, $"{fields.Place.To("program")}.linux/amd64", $"linux/amd64: {Example}"));
        return programs;
    }

    /// <summary>A container's reply stands in its pod's status, which whoever may see pods reads: nothing secret goes that way.</summary>
    private static List<TaskOutput> Outputs(FieldReader fields, bool isProgram, List<Diagnostic> findings)
    {
        var outputs = new List<TaskOutput>();
        foreach (var named in fields.Named("outputs"))
        {
            var path = $"{fields.Place.To("outputs")}.{Place.Cut(named.Name)}";
            if (!ContractReader.IsOutput(named.Name))
                findings.Add(Diagnostic.Of(ContractRules.BadOutput, named.Key, path));
            else if (named.Value is not ScalarNode type || !TaskOutput.Types.Contains(type.Text))
                findings.Add(Diagnostic.Of(ValueRules.Choice, Place.Start(named.Value), path, Place.Shown(named.Value), string.Join(", ", TaskOutput.Types)));
            else if (!isProgram && type.Text == TaskOutput.Secret)
                findings.Add(Diagnostic.Of(TaskFileRules.SecretOfContainer, type, path));
            else
                outputs.Add(new TaskOutput(new(named.Name, named.Key), type.Text));
        }
        return outputs;
    }

    private static void OnlyOf(this FieldReader fields, bool isOther, IReadOnlyList<string> names, string kind)
    {
        foreach (var name in names)
            if (isOther)
                fields.OnlyWith(name, kind);
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
