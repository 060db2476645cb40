using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>References <c>$(NAME)</c>, which Kubernetes expands in command, arguments and environment; <c>$$</c> escapes one.</summary>
internal static class References
{
    /// <summary>Warns of references that would stay as they are.</summary>
    /// <param name="env">Also the variables that were reported for something else, so that one mistake is told once.</param>
    public static void Check(IEnumerable<(string Path, Placed<string> Text)> texts, IReadOnlyList<EnvVariable> env, MapNode? written, List<Diagnostic> findings)
    {
        var names = (written?.Keys ?? []).ToHashSet(StringComparer.Ordinal);
        foreach (var (path, text) in texts.Concat(env.Select(variable => ($"env.{variable.Name}", variable.Value))))
            foreach (var (name, start) in In(text.Value))
                if (!names.Contains(name))
                    findings.Add(Diagnostic.Of(ContainerRules.Reference, text.Node is ScalarNode scalar ? Place.Within(scalar, start, name.Length + 3) : text.At, name, path));
        Circles(env, findings);
    }

    /// <summary>The names that a text refers to, by Kubernetes' own rules, and where the <c>$</c> stands.</summary>
    public static IEnumerable<(string Name, int Start)> In(string text)
    {
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] != '$')
                continue;
            if (text[i + 1] == '(' && text.IndexOf(')', i) is var end and > 0)
            {
                yield return (text[(i + 2)..end], i);
                i = end;
            }
            else if (text[i + 1] == '$')
                i++;
        }
    }

    private static void Circles(IReadOnlyList<EnvVariable> env, List<Diagnostic> findings)
    {
        var targets = env.ToDictionary(variable => variable.Name, variable => In(variable.Value.Value).Select(reference => reference.Name).Distinct().ToArray());
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var variable in env)
            if (!told.Contains(variable.Name) && WayBack(variable.Name, targets) is { } way)
            {
                told.UnionWith(way);
                findings.Add(Diagnostic.Of(ContainerRules.ReferenceCircle, variable.Value.Node!, variable.Name, string.Join(" → ", way)));
            }
    }

    /// <summary>The shortest way along references from a variable back to itself; null when there is none.</summary>
    private static List<string>? WayBack(string start, Dictionary<string, string[]> targets)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal);
        var next = new Queue<string>([start]);
        while (next.TryDequeue(out var name))
            foreach (var target in targets.GetValueOrDefault(name, []))
            {
                if (target == start)
                {
                    List<string> way = [start];
                    for (var at = name; at != start; at = cameFrom[at])
                        way.Insert(0, at);
                    way.Insert(0, start);
                    return way;
                }
                if (cameFrom.TryAdd(target, name))
                    next.Enqueue(target);
            }
        return null;
    }
}
