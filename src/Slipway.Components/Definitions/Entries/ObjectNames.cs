using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What Kubernetes lets objects be called, by their kind.</summary>
internal static class ObjectNames
{
    private static readonly LocalText Path = new("no `/` and no `%`, and neither `.` nor `..`", "不能含 `/` 和 `%`，也不能是 `.` 或 `..`");
    private static readonly LocalText LetterLabel = new("lower-case letters, digits and `-`, a letter first, no `-` last, at most 63", "只能用小写字母、数字和 `-`，以字母开头，不以 `-` 结尾，最多 63 个字符");
    private static readonly LocalText Label = new("lower-case letters, digits and `-`, no `-` at either end, at most 63", "只能用小写字母、数字和 `-`，首尾不能是 `-`，最多 63 个字符");
    private static readonly LocalText ShortLabel = new("lower-case letters, digits and `-`, no `-` at either end, at most 52: its jobs' names are 11 longer", "只能用小写字母、数字和 `-`，首尾不能是 `-`，最多 52 个字符：它创建的 Job 名称会再长 11 个字符");
    private static readonly LocalText Subdomain = new("lower-case letters, digits, `-` and `.`, a letter or digit at the ends and beside each dot, at most 253", "只能用小写字母、数字、`-` 和 `.`，首尾及点的两侧必须是字母或数字，最多 253 个字符");

    /// <summary>The rule that a name breaks; null where it is a good one.</summary>
    public static LocalText? Fault(string apiVersion, string kind, string name) => kind switch
    {
        _ when apiVersion.StartsWith("rbac.authorization.k8s.io/", StringComparison.Ordinal) => name is not ("." or "..") && !name.AsSpan().ContainsAny('/', '%') ? null : Path,
        "Service" when apiVersion == "v1" => Texts.IsLetterLabel(name) ? null : LetterLabel,
        "Namespace" when apiVersion == "v1" => Texts.IsLabel(name) ? null : Label,
        "StatefulSet" or "Job" => Texts.IsLabel(name) ? null : Label,
        "CronJob" => name.Length <= 52 && Texts.IsLabel(name) ? null : ShortLabel,
        _ => IsSubdomain(name) ? null : Subdomain,
    };

    // Only the whole has a greatest length; a part may be longer than a label.
    private static bool IsSubdomain(string name)
        => name.Length <= 253 && name.Split('.').All(part => part.Length > 0 && part[0] != '-' && part[^1] != '-' && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'));
}
