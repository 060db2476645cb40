using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>Programs of tasks that somebody brings along, for a machine that does not keep them.</summary>
/// <param name="Source">What they come from, as it was named.</param>
/// <param name="Programs">For this machine.</param>
public sealed record BroughtPrograms(string Source, PackageIdentity Package, IReadOnlyList<(TaskSpec Spec, ProgramFile File)> Programs);

/// <summary>Tasks that go.</summary>
/// <param name="All">Components.</param>
internal sealed record LeavingTasks(IReadOnlySet<string> All)
{
    private const int Short = 19;

    /// <summary>Those that are asked here, before they go.</summary>
    public List<TaskSpec> Programs { get; init; } = [];

    /// <summary>Those of them that were not kept on this machine and are from now on.</summary>
    public List<(TaskSpec Spec, ProgramFile File)> Brought { get; } = [];

    /// <summary>Components whose program is not to be had, and what their releases say of it.</summary>
    public List<(string Component, string Program)> Missing { get; } = [];

    /// <param name="receipt">Null where there is none.</param>
    public IEnumerable<Diagnostic> Problems(string installation, Receipt? receipt, BroughtPrograms? brought)
    {
        var installed = receipt?.Package ?? new(installation, "", "");
        if (Missing.Count > 0)
            yield return brought is null
                ? TaskRules.NotKept.With(string.Join(", ", Missing.Select(one => one.Component)), installation, $"{installed.Name} {installed.Version}".Trim())
                : TaskRules.NotBrought.With(brought.Source, string.Join("; ", Missing.Select(one => $"{one.Component}: {Words(one.Program)}")), Shown(installed));
        else if (Brought.Count > 0 && receipt is not null && brought!.Package.Digest != installed.Digest)
            yield return TaskRules.OtherPackage.With(brought.Source, Shown(brought.Package), Shown(installed));
    }

    private static string Shown(PackageIdentity package) => $"{package.Name} {package.Version}{(package.Digest is ['s', 'h', 'a', ..] digest ? $" ({digest[..Math.Min(digest.Length, Short)]})" : "")}".Trim();

    /// <summary>As the release has it: a map from platforms to paths with digests.</summary>
    private static string Words(string program)
    {
        try
        {
            return JsonNode.Parse(program) is JsonObject map ? string.Join(", ", map.Select(one => one.Value?.ToString())) : program;
        }
        catch (JsonException)
        {
            return program;
        }
    }
}
