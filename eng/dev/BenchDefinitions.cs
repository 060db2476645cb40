using System.Text;

namespace Slipway.Dev;

/// <summary>Definitions to render in numbers: 8 variables and 3 probes each, and one entry with 5 traits (or with 10) for all.</summary>
public static class BenchDefinitions
{
    public static string Write(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        for (var i = 0; i < count; i++)
            File.WriteAllText(Path.Combine(folder, $"s{i:0000}.yaml"), Definition(i));
        return folder;
    }

    public static string WriteEntry(string folder)
    {
        var file = Path.Combine(folder, "entry.yaml");
        File.WriteAllText(file, """
            traits:
              resources:
                requests: {cpu: 50m, memory: 64Mi}
                limits: {memory: 128Mi}
              labels:
                workload: {team: bench}
                pod: {tier: web}
              annotations:
                pod: {example.com/note: "of a thousand"}
              autoscale: {min: 2, max: 6, cpu: 70}
              probes-tuning:
                liveness: {timeoutSeconds: 3}
            """);
        return file;
    }

    /// <summary>The same five and five more.</summary>
    public static string WriteLargeEntry(string folder)
    {
        var file = Path.Combine(folder, "large-entry.yaml");
        File.WriteAllText(file, File.ReadAllText(WriteEntry(folder)) + """

              security-context: {runAsNonRoot: true, runAsUser: 1000, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
              disruption-budget: {maxUnavailable: 1}
              spread:
                topologies:
                  topology.kubernetes.io/zone: {maxSkew: 2}
              tolerations:
                taints:
                  lost: {key: node.kubernetes.io/unreachable, effect: NoExecute, tolerationSeconds: 30}
              node-selector: {labels: {kubernetes.io/os: linux}}
            """);
        return file;
    }

    private static string Definition(int number)
    {
        var text = new StringBuilder($"name: s{number:0000}\nversion: 1.{number % 50}.{number % 7}\ncontainer:\n  imagesName: /bench/s{number:0000}\n  env:\n");
        for (var i = 0; i < 8; i++)
            text.Append($"    VARIABLE_{i}: value {i} of service {number}\n");
        text.Append("""
              health:
                startupProbe:
                  httpGet: {path: /started, port: http}
                  failureThreshold: 30
                livenessProbe:
                  httpGet: {path: /live, port: http}
                readinessProbe:
                  httpGet: {path: /ready, port: http}
                  periodSeconds: 5
            ports:
              http: 8080

            """);
        return text.ToString();
    }
}
