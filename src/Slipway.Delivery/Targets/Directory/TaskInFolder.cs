using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What becomes of a task where only manifests are written: its program does not run, and nobody takes what it hands out.</summary>
internal static class TaskInFolder
{
    /// <returns>The Secret that somebody has to make, and what is told; null for what is no task, or one of which nothing is missing.</returns>
    public static (NeededSecret? Secret, Diagnostic Said)? Of(Component component)
    {
        if (component.Task is not { } task || (component.Programs.Count == 0 && task.Outputs.Count == 0))
            return null;
        var secret = task.Outputs.Count == 0 ? null
            : new NeededSecret(component.Name, TaskChart.ResultOf(component.Name), [.. task.Outputs.Select(output => output.Name.Value).Order(StringComparer.Ordinal)]);
        var keys = string.Join(", ", secret?.Keys ?? []);
        if (component.Programs.Count == 0)
            return (secret, TaskRules.OutputsNotKept.With(component.Name, secret!.Name, keys));
        var missing = secret is null
            ? new LocalText("what it sets up", "它所建立的内容")
            : new LocalText($"what it sets up, and the Secret {secret.Name} with the keys {keys}", $"它所建立的内容，以及含有键 {keys} 的 Secret {secret.Name}");
        return (secret, TaskRules.NotRunForFolder.With([component.Name, task.Programs[0].Path.Value], missing));
    }

    /// <summary>What a program would be told, only Slipway reads.</summary>
    public static bool IsForNobody(Component component, RenderedObject secret) => component.Programs.Count > 0 && secret.Name == TaskChart.InputOf(component.Name);
}
