using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// A task as a chart: a Secret with what it is told, a Job that installs or upgrades and is named by what it was made from (so it runs once for each state), and a Job that
/// Helm runs before the release goes. So order, waiting, records, the way back and taking away are those of any component.
/// </summary>
public static class TaskChart
{
    /// <summary>Where a task finds what it is to do: a folder with <c>input.json</c>.</summary>
    public const string Folder = "/slipway/task";

    /// <summary>The Secret with what a task's last reply handed out, and with how far it came.</summary>
    public static string ResultOf(string component) => $"{component}-task-result";

    /// <summary>The Secret with what a task is told.</summary>
    public static string InputOf(string component) => $"{component}-task";

    /// <summary>The same for all tasks; what differs stands in the values.</summary>
    public static ComponentChart Of(string version) => new("slipway-task", version, new Dictionary<string, byte[]>
    {
        ["Chart.yaml"] = Encoding.UTF8.GetBytes(YamlWriter.Write(Node.Map(("apiVersion", Node.Of("v2")), ("name", Node.Of("slipway-task")), ("version", Node.Of(version))))),
        ["templates/_task.tpl"] = Encoding.UTF8.GetBytes(PlatformFiles.OwnText("Tasks/_task.tpl")),
        ["templates/input.yaml"] = Encoding.UTF8.GetBytes(PlatformFiles.OwnText("Tasks/input.yaml")),
        ["templates/run.yaml"] = Encoding.UTF8.GetBytes(PlatformFiles.OwnText("Tasks/run.yaml")),
        ["templates/remove.yaml"] = Encoding.UTF8.GetBytes(PlatformFiles.OwnText("Tasks/remove.yaml")),
    });

    /// <param name="config">The component's settings, passed on as they are.</param>
    /// <param name="programs">Empty for a container.</param>
    /// <param name="registry">The site's registry, for an image with a leading slash.</param>
    public static MapNode Values(TaskDefinition task, string version, string installation, MapNode config, IReadOnlyList<ProgramFile> programs, string? registry)
    {
        var values = Node.Map(
            ("installation", Node.Of(installation)),
            ("version", Node.Of(version)));
        if (task.Image is { Value: var image })
            values = values.With("image", Node.Of(!image.StartsWith('/') ? image : registry is null ? image[1..] : $"{registry.TrimEnd('/')}{image}"));
        values = values.With("seconds", Node.Of((long)task.Limit.TotalSeconds)).With("remove", Node.Of(task.Removes)).With("settings", config);
        if (task.AnswersStatus)
            values = values.With("status", Node.Of(true));
        if (programs.Count > 0)
            values = values.With("program", Node.Map(programs.Select(file => (file.Platform.Length == 0 ? "any" : file.Platform, (Node)Node.Of($"{file.Path} sha256:{file.Digest}")))));
        if (task.Outputs.Count > 0)
            values = values.With("outputs", Node.Map(task.Outputs.Select(output => (output.Name.Value, (Node)Node.Of(output.Type)))));
        if (task.Command.Count > 0)
            values = values.With("command", Node.List(task.Command.Select(word => Node.Of(word.Value))));
        if (task.Args.Count > 0)
            values = values.With("args", Node.List(task.Args.Select(word => Node.Of(word.Value))));
        return task.Env.Count == 0 ? values : values.With("env", Node.Map(task.Env.Select(variable => (variable.Name, (Node)Node.Of(variable.Value.Value)))));
    }
}
