using System.CommandLine;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>The formats as JSON Schemas, for editors.</summary>
internal static class SchemaCommand
{
    private static readonly LocalText Summary = new("Print a format's JSON Schema, from which editors complete and check", "输出格式的 JSON Schema，供编辑器补全和检查");
    private static readonly LocalText More = new(
        $"""
        FORMAT is {FieldFormat.Names[0]} (the default), {string.Join(", ", FieldFormat.Names.Skip(1).SkipLast(1))} or {FieldFormat.Names[^1]}. Editors with a YAML language server find the schema by a file's first line:
          # yaml-language-server: $schema=service.schema.json
        """,
        $"""
        FORMAT 为 {FieldFormat.Names[0]}（默认）、{string.Join("、", FieldFormat.Names.Skip(1).SkipLast(1))} 或 {FieldFormat.Names[^1]}。支持 YAML 语言服务器的编辑器通过文件第一行找到 schema：
          # yaml-language-server: $schema=service.schema.json
        """);

    private static readonly LocalText About = new("The format; default: service", "格式；默认为 service");
    private static readonly LocalText Out = new("A file to write instead of standard output", "写入文件，而不是标准输出");
    private static readonly LocalText Platform = new(
        "A platform team's folder, whose traits a component entry may use",
        "平台团队的文件夹，组件条目可以使用其中的 trait");

    private static readonly LocalText Stands = new("it is there already, and no JSON Schema", "该文件已存在，且不是 JSON Schema");

    private static readonly LocalText Another = new("name another file, or delete this one first", "请指定其他文件，或先删除该文件");

    private static readonly LocalText Written = new("written: {0}", "已写入：{0}");

    public static Verb Create(Language language)
    {
        var format = new Argument<string?>("FORMAT") { Description = About.In(language), Arity = ArgumentArity.ZeroOrOne };
        format.CompletionSources.Add([.. FieldFormat.Names]);
        var file = Options.Text("--out", "FILE", Out.In(language));
        var platform = PlatformOption.In(language, Platform);
        return new Verb("schema", language, Summary, format, file, platform)
        {
            More = More,
            Examples =
            [
                new(new("For service definitions, beside them", "用于服务定义，写在其旁边"), "slipway schema --out service.schema.json"),
                new(new("For the files that --with names, with Chinese texts", "用于 --with 指定的文件，说明为中文"), "slipway schema entry --lang zh --out entry.schema.json"),
            ],
            Run = async (session, parsed, cancellation) => Run(
                session, parsed.GetValue(format) ?? FieldFormat.Names[0], parsed.GetValue(file), await PlatformOption.Read(parsed.GetValue(platform), cancellation).ConfigureAwait(false)),
        };
    }

    private static Outcome Run(Session session, string name, string? file, PlatformSource? source)
    {
        if (FieldFormat.Named(name) is not { } format)
            return Outcome.Of(UsageRules.WrongArgument, "FORMAT", name, string.Join(", ", FieldFormat.Names));
        var (platform, findings) = Load.Platform(source);
        if (platform is null)
            return Outcome.Of(findings);
        var schema = FormatSchema.Write(format, session.Language, platform);
        if (file is not null && Refused(file, JsonText.Write(schema, indented: true) + "\n") is { } refused)
            return Outcome.Of([.. findings, refused]);
        return new Outcome(findings)
        {
            Text = file is null ? to => to.WriteLine(JsonText.Write(schema, indented: true)) : null,
            Data = json =>
            {
                json.WriteString("format", format.Format);
                if (file is not null)
                    json.WriteString("file", file);
                json.WritePropertyName("schema");
                JsonText.Write(schema, json);
            },
            Summary = file is null ? null : Written.In(session.Language, [file]),
        };
    }

    /// <summary>What is there is replaced only where it can be made again: a slip in <c>--out</c> must not cost a definition.</summary>
    private static bool IsSchema(string file)
        => DefinitionFiles.ReadBytes(file).Bytes is { } bytes && (bytes.Length == 0 || bytes.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("{"u8) && bytes.AsSpan().IndexOf("\"$schema\""u8) >= 0);

    private static Diagnostic? Refused(string file, string text)
    {
        try
        {
            if (File.Exists(file) && !IsSchema(file))
                return Diagnostic.Of(ProgramRules.NotWritten, (Location?)null, file, Stands.English) with { ChineseArguments = [file, Stands.Chinese], SpecialHelp = Another };
            WholeFile.Write(file, text, replace: true);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Diagnostic.Of(ProgramRules.NotWritten, (Location?)null, file, refused.Message);
        }
    }
}
