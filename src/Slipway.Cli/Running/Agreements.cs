using Slipway.Delivery;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What the command line agrees to beforehand.</summary>
internal sealed record Allowed(bool Recreate, bool Immutable, bool OlderPlatform);

/// <summary>Answers for whoever runs the command: by what its options allow, else by asking at a terminal, else no.</summary>
internal sealed class Agreements(Session session, Allowed allowed, bool mayAsk)
{
    private static readonly LocalText Choice = new("Agree to it? [y/N] ", "同意吗？[y/N] ");
    private static readonly LocalText NoPods = new("it has no pods of its own", "它没有自己的 Pod");
    private static readonly LocalText PodsStay = new("its pods go on", "其 Pod 继续运行");
    private static readonly LocalText PodsFollow = new("its pods are replaced one after another", "其 Pod 将逐个替换");
    private static readonly LocalText PodsEnd = new("its pods end before the new ones start, and until those are ready requests get no answer", "其 Pod 会先结束，新的 Pod 才启动；就绪之前请求得不到响应");
    private static readonly LocalText Claims = new("; its volume claims stay as they are, whatever it says of size and class now: {0}", "；其卷申领保持不变（无论现在如何指定大小和存储类）：{0}");

    public async Task<Agreement> Answer(Consequence what, CancellationToken cancellation) => what switch
    {
        Consequence.OtherPlatform { IsOlder: false } other => new(true, Of(AgreementRules.OtherPlatform, $"{other.Before}", $"{other.Now}")),
        Consequence.OtherPlatform other => await Decide(
            allowed.OlderPlatform, Of(AgreementRules.OlderPlatform, $"{other.Before}", $"{other.Now}"), Of(AgreementRules.OtherPlatform, $"{other.Before}", $"{other.Now}"), cancellation).ConfigureAwait(false),
        Consequence.HeldKey key => await Decide(
            allowed.Immutable, Of(AgreementRules.KeyHeld, key.Component, key.Key, key.Before, key.After), Of(AgreementRules.KeyChanged, key.Component, key.Key, key.Before, key.After), cancellation).ConfigureAwait(false),
        Consequence.Recreation made => await Decide(allowed.Recreate, Of(AgreementRules.Recreates, made), Of(AgreementRules.Recreated, made), cancellation).ConfigureAwait(false),
        _ => throw new InvalidOperationException($"nobody answers for {what}"),
    };

    private async Task<Agreement> Decide(bool isAllowed, Diagnostic refusal, Diagnostic told, CancellationToken cancellation)
    {
        if (isAllowed)
            return new(true, told);
        if (!mayAsk || !session.Asks)
            return new(false, refusal);
        session.Error.WriteLine(SafeText.Line(refusal.Message(session.Language)));
        session.Error.Write(Choice.In(session.Language));
        var answer = await Terminal.ReadLine(cancellation).ConfigureAwait(false);
        return answer?.Trim().ToUpperInvariant() is "Y" or "YES" or "是" ? new(true, told) : new(false, refusal);
    }

    private static Diagnostic Of(Rule rule, params string[] arguments) => Diagnostic.Of(rule, (Location?)null, arguments);

    private static Diagnostic Of(Rule rule, Consequence.Recreation made)
    {
        var words = made.Interruption switch { Interruption.None => NoPods, Interruption.PodsStay => PodsStay, Interruption.PodsFollow => PodsFollow, _ => PodsEnd };
        string Becomes(Language language) => words.In(language, []) + (made.Claims.Count > 0 ? Claims.In(language, [string.Join(", ", made.Claims)]) : "");
        string[] names = [made.Object, made.Component, made.Field, made.Before, made.After];
        return new(rule, null, [.. names, Becomes(Language.English)]) { ChineseArguments = [.. names, Becomes(Language.Chinese)] };
    }
}
