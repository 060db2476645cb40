using System.Text.RegularExpressions;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>References <c>$(NAME)</c>, which Kubernetes expands in command, arguments and environment; <c>$$</c> escapes one.</summary>
internal static partial class References
{
    /// <summary>Warns of references that would stay as they are.</summary>
    /// <param name="known">Also the variables that were reported for something else, so that one mistake is told once.</param>
    public static void Check(
        IEnumerable<Placed<string>> command,
        IEnumerable<Placed<string>> args,
        IReadOnlyList<EnvVariable> env,
        IEnumerable<string> known,
        List<Diagnostic> findings)
    {
        var names = known.ToHashSet(StringComparer.Ordinal);
        foreach (var word in command)
            Tell("command", word);
        foreach (var word in args)
            Tell("args", word);
        foreach (var variable in env)
            Tell($"env.{variable.Name}", variable.Value);
        Circles(env, findings);

        void Tell(string path, Placed<string> text)
        {
            if (text.Node is not ScalarNode scalar)
                return;
            foreach (var (name, start) in In(text.Value).Where(reference => !names.Contains(reference.Name) && !IsOfService(reference.Name)))
                findings.Add(Diagnostic.Of(ContainerRules.Reference, Place.Within(scalar, start, name.Length + 3), Place.Cut(name), path));
        }
    }

    /// <summary>The words of a probe's command are filled in from the container's own variables, and from nothing else.</summary>
    public static void CheckProbes(IEnumerable<Probe> probes, FieldReader container, DefinitionScope scope)
    {
        var names = (container.Entry("env")?.Value as MapNode)?.Keys.Concat(Config(scope)).ToHashSet(StringComparer.Ordinal) ?? [.. Config(scope)];
        foreach (var probe in probes)
            if (probe.Handler is ExecProbe exec)
                foreach (var word in exec.Command)
                    if (word.Node is ScalarNode scalar)
                        foreach (var (name, start) in In(word.Value).Where(reference => !names.Contains(reference.Name)))
                            scope.Findings.Add(Diagnostic.Of(
                                ContainerRules.Reference, Place.Within(scalar, start, name.Length + 3), Place.Cut(name),
                                $"{container.Place.To("health")}.{probe.Key.Text}.exec.command"));

        static IEnumerable<string> Config(DefinitionScope scope) => scope.Config?.Keys.Select(key => key.Env).OfType<string>() ?? [];
    }

    /// <summary>Variables that Kubernetes adds for every Service of the namespace and for its own API.</summary>
    private static bool IsOfService(string name) => ServiceVariable().IsMatch(name);

    [GeneratedRegex(@"^[A-Z][A-Z0-9_]*_(SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)|PORT(_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)\z")]
    private static partial Regex ServiceVariable();

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

    /// <summary>A walk in depth that looks at each reference once, however many there are.</summary>
    private static void Circles(IReadOnlyList<EnvVariable> env, List<Diagnostic> findings)
    {
        var variables = env.ToDictionary(variable => variable.Name, StringComparer.Ordinal);
        var depths = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var start in env.Where(variable => !depths.ContainsKey(variable.Name)))
        {
            var path = new List<(EnvVariable Variable, IEnumerator<string> Targets)>();
            Enter(start);
            while (path.Count > 0)
                if (!path[^1].Targets.MoveNext())
                    Leave();
                else if (variables.TryGetValue(path[^1].Targets.Current, out var target))
                    if (!depths.TryGetValue(target.Name, out var depth))
                        Enter(target);
                    else if (depth >= 0)
                        findings.Add(Diagnostic.Of(ContainerRules.ReferenceCircle, target.Value.Node!, target.Name, Way(depth)));

            void Enter(EnvVariable variable)
            {
                depths[variable.Name] = path.Count;
                path.Add((variable, In(variable.Value.Value).Select(reference => reference.Name).Distinct().GetEnumerator()));
            }

            string Way(int from)
            {
                const int shown = 8;
                var names = path.Skip(from).Take(shown).Select(step => step.Variable.Name);
                return string.Join(" → ", [.. names, .. path.Count - from > shown ? ["…"] : Array.Empty<string>(), path[from].Variable.Name]);
            }

            void Leave()
            {
                depths[path[^1].Variable.Name] = -1;
                path.RemoveAt(path.Count - 1);
            }
        }
    }
}
