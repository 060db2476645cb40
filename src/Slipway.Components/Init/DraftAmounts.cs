using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Requests and limits of a container, as Kubernetes and Score write them.</summary>
internal static class DraftAmounts
{
    private static readonly string[] Known = ["cpu", "memory", "ephemeral-storage"];

    private static readonly Home NoAmount = Home.Other(
        "this is no amount", "它不是有效的数量",
        "write it under `resources` in the definition, such as `memory: 512Mi`", "请在服务定义的 `resources` 中填写，例如 `memory: 512Mi`");

    private static readonly Home BelowRequest = Home.Other(
        "it is less than what is requested, which no cluster accepts", "它小于申请的数量，任何集群都不会接受",
        "write a limit of at least the request under `resources.limits`", "请在 `resources.limits` 中填写不小于申请量的上限");

    public static IReadOnlyList<DraftAmount> Read(MapNode container, string kind, string shown, SourceValues values)
    {
        var resources = values.Map(container, "resources", shown);
        var amounts = new List<DraftAmount>();
        foreach (var entry in values.Map(resources, kind, $"{shown}.resources")?.Entries ?? [])
            if (!Known.Contains(entry.Name))
                values.Tell(entry.Key, $"{shown}.resources.{kind}.{entry.Name}", Home.Platform);
            else if (entry.Value is ScalarNode { Kind: not ScalarKind.Null } text && Amounts.IsQuantity(text.Text))
                amounts.Add(new DraftAmount(entry.Name, text.Text));
            else
                values.Tell(entry.Key, $"{shown}.resources.{kind}.{entry.Name}", NoAmount);
        return amounts;
    }

    /// <summary>Without limits below their requests.</summary>
    public static Draft Fitting(Draft draft, MapNode container, string shown, SourceValues values)
    {
        var low = draft.Limits.Where(limit => draft.Requests.Any(request => request.Name == limit.Name && Amounts.Value(request.Amount) > Amounts.Value(limit.Amount))).ToList();
        foreach (var limit in low)
            values.Tell(JsonPointer.Resolve(container, ["resources", "limits", limit.Name]) ?? container, $"{shown}.resources.limits.{limit.Name}", BelowRequest);
        return draft with { Limits = [.. draft.Limits.Except(low)] };
    }
}
