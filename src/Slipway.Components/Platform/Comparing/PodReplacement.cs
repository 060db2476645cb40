using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>How a controller replaces its pods when their template changes.</summary>
public enum ReplacementWay
{
    /// <summary>One after the other, or a few at a time.</summary>
    Rolling,

    /// <summary>All go before new ones come.</summary>
    AllAtOnce,

    /// <summary>Not before somebody deletes them; or never, while the controller is paused or asks for no pods.</summary>
    Waiting,
}

/// <param name="Count">Of pods that the controller asks for; null where the number of nodes decides, or an autoscaler.</param>
public sealed record PodReplacement(ReplacementWay Way, int? Count)
{
    /// <summary>Nothing is replaced before somebody lets the controller go on.</summary>
    public bool IsPaused { get; init; }

    /// <summary>By the objects before and after: what is asked for in both counts, and the strategy that the new one brings.</summary>
    public static PodReplacement Of(Node before, Node after)
    {
        var spec = (after as MapNode)?["spec"] as MapNode ?? new MapNode([]);
        var count = Kind(after) == "DaemonSet" ? null : Asked(after);
        var strategy = (spec["strategy"] ?? spec["updateStrategy"]) as MapNode;
        var partition = ((strategy?["rollingUpdate"] as MapNode)?["partition"] as ScalarNode)?.Text;
        var isPaused = count != 0 && Kind(after) == "Deployment" && Text(spec["paused"]) == "true";
        var waits = Text(strategy?["type"]) == "OnDelete" || isPaused || (count == 0 && Asked(before) == 0)
            || (int.TryParse(partition, out var from) && from >= count);
        return new PodReplacement(waits ? ReplacementWay.Waiting : Text(strategy?["type"]) == "Recreate" ? ReplacementWay.AllAtOnce : ReplacementWay.Rolling, count) { IsPaused = isPaused };
    }

    private static string? Kind(Node controller) => Text((controller as MapNode)?["kind"]);

    /// <summary>Kubernetes asks for one pod where nothing is said.</summary>
    private static int? Asked(Node controller)
        => ((controller as MapNode)?["spec"] as MapNode)?["replicas"] is not ScalarNode written ? 1 : int.TryParse(written.Text, out var count) ? count : null;

    private static string? Text(Node? node) => (node as ScalarNode)?.Text;
}
