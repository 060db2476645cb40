using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The steps back.</summary>
internal static class RollbackReader
{
    private static readonly LocalText AsList = new(
        "write the step as an item of a list: `- ` in front of its first key, the others indented to match",
        "请把该步骤写成列表项：在第一个键前加 `- `，其余键与之对齐");

    public static IReadOnlyList<RollbackStep> Read(FieldReader parent, DefinitionScope scope)
    {
        if (parent.Entry("rollback") is not { } entry)
            return [];
        var place = parent.PlaceOf("rollback");
        if (entry.Value is not ListNode list)
        {
            scope.Findings.Add(Diagnostic.Of(DefinitionRules.NotList, Place.Start(entry.Value), place.Path, Place.Shown(entry.Value)) with
            {
                SpecialHelp = entry.Value is MapNode ? AsList : null,
            });
            return [];
        }
        var steps = new List<RollbackStep>(list.Items.Count);
        for (var i = 0; i < list.Items.Count; i++)
            if (Step(list.Items[i], place.Item(i, list.Items[i]), scope) is { } step)
                steps.Add(step);
        return steps;
    }

    private static RollbackStep? Step(Node item, Place place, DefinitionScope scope)
    {
        if (FieldReader.Of(item, place, KnownFields.Rollback, scope.Findings) is not { } fields)
            return null;
        fields.Require("type", "type: shell");
        var kind = fields.Choice("type", Choices.Rollback);
        var content = ScriptReader.Content(fields, scope);
        var where = fields.Choice("in", Choices.In) ?? new(ScriptPlace.Job);
        return kind is { } known && content is not null ? new RollbackStep(known, content, where, fields.Map) : null;
    }
}
