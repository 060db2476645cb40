using System.Text.Json;
using Slipway.Testing;

namespace Slipway.Components.Tests;

/// <summary>Objects judged by Kubernetes' published schemas. Kinds of others have none there: the API server judges those.</summary>
internal static class Kubeconform
{
    public static async Task Accepts(IReadOnlyList<RenderedObject> objects)
    {
        var kubeconform = TestEnvironment.Needs("kubeconform");
        // Unreachable schemas are waited for kind by kind, for minutes: one object tells.
        var (first, _) = await Judge(kubeconform, objects.Take(1));
        Assert.SkipWhen(first.Contains("failed downloading schema", StringComparison.Ordinal), "Needs Kubernetes' published schemas, which kubeconform fetches from the network.");
        var (output, error) = await Judge(kubeconform, objects);
        using var document = JsonDocument.Parse(output.Length > 0 ? output : throw new IOException(error));
        var summary = document.RootElement.GetProperty("summary");
        var faults = string.Join('\n', document.RootElement.GetProperty("resources").EnumerateArray().Where(r => r.GetProperty("status").GetString() is "statusInvalid" or "statusError").Take(20));
        summary.GetProperty("invalid").GetInt32().ShouldBe(0, faults);
        summary.GetProperty("errors").GetInt32().ShouldBe(0, faults);
        (summary.GetProperty("valid").GetInt32() + summary.GetProperty("skipped").GetInt32()).ShouldBe(objects.Count, "every object was looked at");
        summary.GetProperty("skipped").GetInt32().ShouldBe(objects.Count(o => !IsKubernetesOwn(o)), "only the kinds of others have no schema");
    }

    private static async Task<(string Output, string Error)> Judge(string kubeconform, IEnumerable<RenderedObject> objects)
    {
        // It passes over a file of another ending without a word, and reports no fault of nothing.
        var file = Path.Combine(Path.GetTempPath(), $"slipway-{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(file, string.Join("---\n", objects.Select(o => o.Yaml)), TestContext.Current.CancellationToken);
        var (_, output, error) = await Command.Try(kubeconform, ["-strict", "-summary", "-output", "json", "-ignore-missing-schemas", file]);
        File.Delete(file);
        return (output, error);
    }

    /// <summary>The groups that Kubernetes brings along: without a dot, or below k8s.io, but not the Gateway API.</summary>
    private static bool IsKubernetesOwn(RenderedObject one)
        => one.ApiVersion.Split('/') is not [var group, _] || !group.Contains('.', StringComparison.Ordinal) || (group.EndsWith(".k8s.io", StringComparison.Ordinal) && group != "gateway.networking.k8s.io");
}
