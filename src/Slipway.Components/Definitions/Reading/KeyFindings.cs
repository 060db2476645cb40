using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What to say about a key that does not belong where it stands.</summary>
internal static class KeyFindings
{
    private static readonly LocalText DidYouMean = new(
        "did you mean `{2}`? Known here: {1}",
        "是否想写 `{2}`？此处可用的键：{1}");

    private static readonly LocalText Elsewhere = new(
        "its place is `{2}`, counted from the root of the file",
        "它的位置是 `{2}`（从文件根部算起）");

    private static readonly LocalText Instead = new(
        "write `{2}` instead",
        "请改用 `{2}`");

    private static readonly LocalText SaidBy = new(
        "a definition says it as `{2}`, counted from the root of the file",
        "服务定义用 `{2}` 来表达（从文件根部算起）");

    private static readonly LocalText ServicesOwn = new(
        "its place is the service definition beside this file; known here: {1}",
        "它应写在同一目录的服务定义中；此处可用的键：{1}");

    private static readonly LocalText PlatformBusiness = new(
        "this is a field of Kubernetes' pods and controllers, which a definition does not set: the platform team does, by the workload and by traits; ask them for a trait where none fits",
        "这是 Kubernetes Pod 或控制器的字段，服务定义不设置它：由平台团队通过工作负载和 trait 提供；没有合适的 trait 时请向平台团队提出");

    private static readonly LocalText TraitCarries = new(
        "this belongs to an installation, not to the definition: the trait `{2}` carries it, in the entry given by `--with FILE` or `--trait`",
        "这属于安装时的设置，不属于服务定义：请使用 trait `{2}`，写在 `--with FILE` 指定的文件中，或用 `--trait` 给出");

    private static readonly LocalText BlankInKey = new(
        "the key begins or ends with a character that only looks like a blank ({2}), often the work of an input method or of a copied page: replace it by plain blanks",
        "该键的开头或结尾有看似空格的字符（{2}），通常来自输入法或从网页复制：请替换为普通空格");

    /// <summary>Arguments of <see cref="DefinitionRules.UnknownKey"/>: the path, the known keys, what is meant instead.</summary>
    /// <param name="written">The map's own keys, without regard to case.</param>
    /// <returns>Also the key of this map that is plainly meant, when there is one.</returns>
    public static (Diagnostic Finding, string? Meant) Unknown(ScalarNode key, Place place, IReadOnlySet<string> written, KnownFields known)
    {
        Diagnostic Say(LocalText help, string meant) =>
            Diagnostic.Of(DefinitionRules.UnknownKey, key, place.To(key.Text), known.List, meant) with { SpecialHelp = help };

        if (known == KnownFields.UpdateContainer && (key.Text.Equals("health", StringComparison.OrdinalIgnoreCase) || KnownFields.Health.Spelling(key.Text) is not null))
            return (Diagnostic.Of(UpdateRules.NoHealth, key, place.To(key.Text)), null);
        if (key.Text.Length > 0 && OtherBlank(key.Text) is { } blank)
            return (Say(BlankInKey, $"U+{(int)blank:X4}"), null);
        if (Words.OtherNames.TryGetValue(key.Text, out var ours) && known.Spelling(ours) is not null)
            return (Say(Instead, ours) with { Edits = Rename(key, ours, written) }, ours);
        if (Home(key.Text, place, known) is { } home)
            return (Say(Elsewhere, home), null);
        if ((known == KnownFields.Upgrade || known == KnownFields.Deps) && KnownFields.Service.Spelling(key.Text) is not null)
            return (Say(ServicesOwn, ""), null);
        if ((known == KnownFields.Service || known == KnownFields.Container) && Words.OurPlaces.TryGetValue(key.Text, out var said))
            return (Say(SaidBy, said), null);
        if (known != KnownFields.Entry && Words.Traits.TryGetValue(key.Text, out var trait))
            return (Say(TraitCarries, trait), null);
        if (Words.PodFields.Contains(key.Text))
            return (Say(PlatformBusiness, ""), null);
        return NearestName.Find(key.Text, known.Names) is { } near
            ? (Say(DidYouMean, near) with { Edits = Rename(key, near, written) }, near)
            : (Diagnostic.Of(DefinitionRules.UnknownKey, key, place.To(key.Text), known.List), null);
    }

    /// <summary>At its beginning or end, where a plain blank would be no part of it; null for none.</summary>
    private static char? OtherBlank(string key)
        => char.IsWhiteSpace(key[0]) && key[0] != ' ' ? key[0] : char.IsWhiteSpace(key[^1]) && key[^1] != ' ' ? key[^1] : null;

    public static Diagnostic NotYet(string path, ScalarNode key)
        => Diagnostic.Of(DefinitionRules.NotYet, key, path);

    private static Edit[] Rename(ScalarNode key, string name, IReadOnlySet<string> written)
        => key.At is { } at && !written.Contains(name) ? [new Edit(at, name, Safe: true)] : [];

    /// <summary>The path at which a key would be known, when it stands a level too high or too low.</summary>
    private static string? Home(string key, Place place, KnownFields known)
    {
        if (known == KnownFields.Service)
            return KnownFields.Container.Spelling(key) is { } field ? $"container.{field}"
                : KnownFields.Health.Spelling(key) is { } probe ? $"container.health.{probe}" : null;
        if (known == KnownFields.Container)
            return KnownFields.Health.Spelling(key) is { } probe ? place.To($"health.{probe}") : KnownFields.Service.Spelling(key);
        if (known == KnownFields.Health)
            return KnownFields.Container.Spelling(key) is { } field ? place.Path[..^"health".Length] + field : null;
        if (known == KnownFields.Resources)
            return KnownFields.Amounts.Spelling(key) is { } amount ? place.To($"requests.{amount}") : null;
        if (known == KnownFields.Probe)
            return KnownFields.Exec.Spelling(key) is { } field ? place.To($"exec.{field}") : null;
        return known == KnownFields.Entry && Words.Traits.TryGetValue(key, out var trait) ? $"traits.{trait}" : null;
    }
}
