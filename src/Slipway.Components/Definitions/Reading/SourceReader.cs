using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Where a script comes from.</summary>
internal static class SourceReader
{
    private static readonly LocalText NoPassword = new(
        "write the address without user and password, such as `{2}`: the platform's policy names the Secret that holds them",
        "地址中不要写用户名和密码，例如 `{2}`：由平台策略指定保存它们的 Secret");

    private static readonly LocalText HostAndPort = new(
        "write a host and perhaps a port, such as `{2}`; the path stands in `path`, the protocol in `type`",
        "请填写主机，必要时加端口，例如 `{2}`；路径写在 `path`，协议写在 `type`");

    private static readonly LocalText Digest = new(
        "write the 64 hexadecimal digits that `sha256sum` prints, such as `{2}`",
        "请填写 `sha256sum` 输出的 64 位十六进制数字，例如 `{2}`");

    private static readonly LocalText SameProtocol = new(
        "`type` and the address name different protocols: write, for example, `{2}`",
        "`type` 与地址中的协议不一致：例如可写 `{2}`");

    public static ScriptSource? Read(FieldReader parent, DefinitionScope scope)
    {
        if (parent.Fields("source", KnownFields.Source) is not { } fields)
            return null;
        fields.Require("type", "type: file");
        fields.Require("path", "path: scripts/rollback.sh");
        var kind = fields.Choice("type", Choices.Source, anyCase: true);
        var digest = fields.Formed("sha256", IsDigest, string.Concat(Enumerable.Repeat("0123456789abcdef", 4)), Digest);
        var host = fields.Formed("host", ImageReader.IsRegistry, "files.example.com", HostAndPort);
        if (kind is not { } known)
            return null;
        if (known.Value == SourceKind.File)
        {
            fields.OnlyWith("host", "type: http|https|ftp|oci");
            return fields.Relative("path") is { } file ? Source(known, file, null, digest, fields) : null;
        }
        if (Address(fields, known, scope) is not { } address)
            return null;
        if (address.Host is not null && fields.Has("host"))
            scope.Findings.Add(TwoPlaces.Say(PartRules.Twice, fields.PlaceOf("path").At, fields.PlaceOf("host").At, fields.Place.To("host"), fields.Map.At!.Source.Name));
        if (address.Host is null && !fields.Has("host") && !scope.Options.Hosts.Contains(known.Value))
            scope.Add(UpdateRules.NoHost, known.At, fields.Place.Path, Word(known.Value));
        return Source(known, address.Path, address.Host ?? host, digest, fields);
    }

    private static ScriptSource Source(Placed<SourceKind> kind, Placed<string> path, Placed<string>? host, Placed<string>? digest, FieldReader fields)
        => new() { Kind = kind, Path = path, Host = host, Sha256 = digest is { } hex ? hex with { Value = hex.Value.ToLowerInvariant() } : null, Node = fields.Map };

    /// <summary>A path, or a whole address such as <c>ftp://host/path</c>.</summary>
    private static (Placed<string> Path, Placed<string>? Host)? Address(FieldReader fields, Placed<SourceKind> kind, DefinitionScope scope)
    {
        if (fields.Written("path") is not { } path)
            return null;
        var (word, text) = (Word(kind.Value), path.Text);
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var example = $"{word}://files.example.com/rollback.sh";
        if (scheme < 0)
            return IsPath(text) ? (new Placed<string>(text, path), null) : Wrong("/sleep/rollback.sh", null);
        if (!text[..scheme].Equals(word, StringComparison.OrdinalIgnoreCase))
            return Wrong(example, SameProtocol);
        var rest = text[(scheme + 3)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? rest : rest[..slash];
        return host.Contains('@', StringComparison.Ordinal) ? Wrong(example, NoPassword)
            : slash > 0 && ImageReader.IsRegistry(host) && IsPath(rest[slash..]) ? (new Placed<string>(rest[slash..], path), new Placed<string>(host, path))
            : Wrong(example, null);

        (Placed<string>, Placed<string>?)? Wrong(string better, LocalText? help)
        {
            scope.Findings.Add(Diagnostic.Of(ValueRules.Form, path, fields.Place.To("path"), Place.Shown(path), better) with { SpecialHelp = help });
            return null;
        }
    }

    private static string Word(SourceKind kind) => Choices.Source[(int)kind].Word;

    private static bool IsPath(string text)
        => text.Length is > 0 and <= 2048 && text.Trim('/').Length > 0 && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            && !text.Split('/').Contains("..", StringComparer.Ordinal);

    private static bool IsDigest(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);
}
