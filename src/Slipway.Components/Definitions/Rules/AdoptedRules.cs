using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

public static class AdoptedRules
{
    public static Rule Refused { get; } = Error("SLW0165",
        "`{0}` excuses missing or equal probes, which this platform's policy does not allow",
        "`{0}` 用于豁免缺失或相同的探针，而本平台的策略不允许这样做",
        "delete `{0}` and give the container its three different probes; only the adoption of a running service may write this key, where the platform's policy allows it",
        "请删除 `{0}`，并为容器写全三个互不相同的探针；该键只应在平台策略允许时、由接管运行中服务的过程写入");

    public static Rule Over { get; } = Error("SLW0166",
        "the excuse of `{0}` ended with version {1}, and this is {2}",
        "`{0}` 的豁免到版本 {1} 为止，而当前版本为 {2}",
        "delete `{0}` and give the container its three different probes",
        "请删除 `{0}`，并为容器写全三个互不相同的探针");

    public static Rule Excused { get; } = Warning("SLW0167",
        "this service was adopted without {1}",
        "此服务接管时缺少 {1}",
        "add what is missing before version {2}: from then on it is required",
        "请在版本 {2} 之前补齐：自该版本起为必填");

    public static Rule UnknownExcuse { get; } = Error("SLW0168",
        "`{0}` is nothing that an adopted service can lack",
        "`{0}` 不是接管的服务可以缺少的内容",
        "write one of livenessProbe, startupProbe, readinessProbe and distinctProbes",
        "请填写 livenessProbe、startupProbe、readinessProbe、distinctProbes 之一");

    public static IReadOnlyList<Rule> All { get; } = [Refused, Over, Excused, UnknownExcuse];
}
