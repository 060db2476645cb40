using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What a component is made from, where that is no path: <c>{git: …, revision: …, path: …}</c> or <c>{oci: …, path: …}</c>.</summary>
internal static class OriginReader
{
    private static readonly LocalText Repository = new(
        "write the address of a repository, such as `{2}`: https, ssh or file, without a password",
        "请填写仓库地址，例如 `{2}`：使用 https、ssh 或 file，不要写密码");

    private static readonly LocalText Revision = new(
        "write a commit, a tag or a branch, such as `{2}`",
        "请填写提交、标签或分支，例如 `{2}`");

    private static readonly LocalText Artifact = new(
        "write a name in a registry, such as `{2}`, or the relative path of an image layout, such as `./cart-layout`",
        "请填写镜像仓库中的名称，例如 `{2}`，或镜像布局的相对路径，例如 `./cart-layout`");

    public static ComponentOrigin? Read(MapNode map, Place place, List<Diagnostic> findings)
    {
        var fields = new FieldReader(map, place, KnownFields.Origin, findings);
        if (fields.ExactlyOne("git", "oci") is not { } word)
            return null;
        var path = fields.Has("path") ? fields.Relative("path") : new Placed<string>(".");
        if (word == "oci")
            fields.OnlyWith("revision", "git: …");
        else
            fields.Require("revision", "revision: v1.4.0");
        var git = fields.Formed("git", IsRepository, "https://git.example.com/team/cart.git", Repository);
        var revision = fields.Formed("revision", IsRevision, "v1.4.0", Revision);
        var oci = fields.Formed("oci", IsArtifact, "registry.example.com/team/cart:1.4.0", Artifact);
        return path is null || (word == "git" ? git is null || revision is null : oci is null) ? null : new ComponentOrigin
        {
            Git = git,
            Revision = revision,
            Oci = oci,
            Path = Normal(path.Value.Value),
            Node = map,
        };
    }

    /// <summary>Git knows transports that run any command (<c>ext::</c>), and takes a leading dash for an option.</summary>
    private static bool IsRepository(string text)
    {
        if (text.Length > 2048 || text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) || !Uri.TryCreate(text, UriKind.Absolute, out var uri))
            return false;
        return text.Split("://")[0] switch
        {
            "https" => uri.Host.Length > 0 && uri.UserInfo.Length == 0,
            "ssh" => uri.Host.Length > 0 && uri.Host[0] != '-' && !uri.UserInfo.StartsWith('-') && !uri.UserInfo.Contains(':', StringComparison.Ordinal),
            "file" => text.StartsWith("file:///", StringComparison.Ordinal) && text.Length > 8,
            _ => false,
        };
    }

    private static bool IsRevision(string text)
        => text.Length is > 0 and <= 200 && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '/' or '+' or '-')
            && !text.Contains("..", StringComparison.Ordinal) && !text.Contains("//", StringComparison.Ordinal) && text[^1] is not ('/' or '.');

    private static bool IsArtifact(string text)
        => text.Length is > 0 and <= 1024 && text[0] is not ('/' or '-' or '~') && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) && !text.Contains("://", StringComparison.Ordinal);

    private static string Normal(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/', '\\').Where(part => part is not ("" or ".")))
            if (part == "..")
                parts.RemoveAt(parts.Count - 1);
            else
                parts.Add(part);
        return string.Join('/', parts);
    }
}
