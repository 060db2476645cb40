using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery;

/// <summary>
/// How a task's program is run. It is kept on the operator's machine and never taken from the cluster: who may write there decides what a program is told, not what runs here.
/// </summary>
/// <param name="Program">As the application names it.</param>
/// <param name="Digest">SHA-256 of the executable, 64 hex digits.</param>
public sealed record TaskSpec(string Component, string Version, string Program, string Digest)
{
    public IReadOnlyList<string> Args { get; init; } = [];

    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(5);

    public bool Kubeconfig { get; init; }

    /// <summary>By name, their types.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; init; } = new Dictionary<string, string>();

    /// <summary>This machine, as programs name it.</summary>
    public static string Machine => $"{(OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "darwin" : "windows")}/{RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => "amd64",
        var other => other.ToString().ToLowerInvariant(),
    }}";

    /// <summary>What a person is shown before it runs.</summary>
    public string Shown => $"{Component}: {Program} (sha256:{Digest[..12]}){(Args.Count == 0 ? "" : $" {string.Join(' ', Args)}")}";

    /// <returns>Null where none of its programs is for this machine.</returns>
    public static (TaskSpec Spec, ProgramFile File)? Of(Component component) => Of(component.Name, component.Version, component.Task!, component.Programs);

    /// <inheritdoc cref="Of(Component)"/>
    /// <param name="component">Its name, as the installation has it.</param>
    public static (TaskSpec Spec, ProgramFile File)? Of(string component, string version, TaskDefinition task, IReadOnlyList<ProgramFile> programs)
    {
        var file = programs.FirstOrDefault(one => one.Platform == Machine) ?? programs.FirstOrDefault(one => one.Platform.Length == 0);
        return file is null ? null : (new TaskSpec(component, version, file.Path, file.Digest)
        {
            Args = [.. task.Args.Select(word => word.Value)],
            Env = task.Env.ToDictionary(variable => variable.Name, variable => variable.Value.Value, StringComparer.Ordinal),
            Limit = task.Limit,
            Kubeconfig = task.Kubeconfig,
            Outputs = task.Outputs.ToDictionary(output => output.Name.Value, output => output.Type, StringComparer.Ordinal),
        }, file);
    }

    public JsonObject Write() => new()
    {
        ["component"] = Component,
        ["version"] = Version,
        ["program"] = Program,
        ["sha256"] = Digest,
        ["args"] = new JsonArray([.. Args.Select(word => (JsonNode)JsonValue.Create(word))]),
        ["env"] = Map(Env),
        ["seconds"] = (long)Limit.TotalSeconds,
        ["kubeconfig"] = Kubeconfig,
        ["outputs"] = Map(Outputs),
    };

    /// <returns>Null for what is not one.</returns>
    public static TaskSpec? Read(byte[] content)
    {
        try
        {
            using var json = JsonDocument.Parse(content);
            var root = json.RootElement;
            return root.Text("component") is { } component && root.Text("version") is { } version && root.Text("program") is { } program && root.Text("sha256") is { Length: 64 } digest
                ? new TaskSpec(component, version, program, digest)
                {
                    Args = [.. root.Items("args").Select(word => word.GetString() ?? "")],
                    Env = root.Texts("env"),
                    Limit = TimeSpan.FromSeconds(Math.Clamp(root.Number("seconds"), 1, 86_400)),
                    Kubeconfig = root.Flag("kubeconfig"),
                    Outputs = root.Texts("outputs"),
                }
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonObject Map(IReadOnlyDictionary<string, string> map)
        => new(map.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => KeyValuePair.Create(one.Key, (JsonNode?)JsonValue.Create(one.Value))));
}
