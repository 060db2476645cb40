using Slipway.Yaml;

namespace Slipway.Components;

/// <summary><c>updater</c> and <c>rollback</c>, wherever they stand: in a definition, or in a file of their own.</summary>
internal static class UpgradePart
{
    public static IReadOnlyList<UpdaterDefinition> Read(FieldReader root, DefinitionScope scope)
    {
        if (!root.Has("updater") && !root.Has("rollback"))
            return [];
        var written = Written(root);
        var read = new List<UpdaterDefinition>(written.Count);
        foreach (var (node, place) in written)
            if (UpdaterReader.Read(node, place, scope) is { } updater)
                read.Add(updater);
        CheckOverlap(read, scope);
        return WithRollback(root, written.Count, read, scope);
    }

    public static void CheckScripts(IReadOnlyList<UpdaterDefinition> updaters, IReadOnlyList<StorageDefinition> storage, List<Diagnostic> findings)
    {
        foreach (var updater in updaters)
        {
            if (updater.Script is { } script)
                Redirections.Check(script.Content, storage, findings);
            foreach (var step in updater.Rollback)
                Redirections.Check(step.Content, storage, findings);
        }
    }

    private static IReadOnlyList<(Node Node, Place Place)> Written(FieldReader root)
    {
        if (root.Entry("updater") is not { } entry)
            return [];
        var place = root.PlaceOf("updater");
        return entry.Value is ListNode list ? [.. list.Items.Select((item, index) => (item, place.Item(index, item)))] : [(entry.Value, place)];
    }

    private static List<UpdaterDefinition> WithRollback(FieldReader root, int written, List<UpdaterDefinition> read, DefinitionScope scope)
    {
        if (root.Entry("rollback") is not { } entry)
            return read;
        var steps = RollbackReader.Read(root, scope);
        // An updater without a value was reported as such.
        if (written != 1 && (written > 1 || !root.Has("updater") || root.Entry("updater") is not null))
            scope.Add(UpdateRules.RollbackAlone, entry.Key.At, "rollback", $"{written}");
        if (read is not [var only] || written != 1)
            return read;
        if (only.Rollback.Count > 0)
            scope.Findings.Add(TwoPlaces.Say(PartRules.Twice, entry.Key.At, Place.Start(only.Rollback[0].Node), "rollback", only.Node.At?.Source.Name ?? ""));
        return [only with { Rollback = steps }];
    }

    /// <summary>More than any service has. With a bound a hostile list of very many costs no more than its length.</summary>
    private const int Compared = 100;

    private static void CheckOverlap(List<UpdaterDefinition> updaters, DefinitionScope scope)
    {
        for (var i = 1; i < updaters.Count; i++)
        {
            var updater = updaters[i];
            foreach (var other in updaters.Take(i).TakeLast(Compared))
                if (updater.From.Value.MayMeet(other.From.Value) && VersionRange.Common(updater.From.Value, other.From.Value) is { } common)
                {
                    var same = updater.To.Value.ComparePrecedenceTo(other.To.Value) == 0;
                    scope.Findings.Add(same
                        ? TwoPlaces.Say(UpdateRules.Overlap, updater.From.Node!, other.From.Node!, $"{common}", $"{updater.To}")
                        : TwoPlaces.Say(UpdateRules.OtherWay, updater.From.Node!, other.From.Node!, $"{common}", $"{updater.To}", $"{other.To}"));
                    break;
                }
        }
    }
}
