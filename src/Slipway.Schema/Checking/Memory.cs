using System.Runtime.CompilerServices;
using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>
/// Which schemas have been applied to which values, and what came of it: a schema that is referred to twice, by one that is referred to twice,
/// and so on, is then looked at once and not a million times. Not for schemas with <c>$dynamicRef</c>, where the way there matters.
/// </summary>
internal sealed class Memory
{
    private const int Limit = 1_000_000;

    private readonly Dictionary<Key, bool> answers = [];

    /// <summary>By identity: equal values at two places are judged twice, for what does not fit is told with its place.</summary>
    private readonly struct Key(Subschema schema, Node instance, object? findings) : IEquatable<Key>
    {
        private readonly Subschema schema = schema;
        private readonly Node instance = instance;
        private readonly object? findings = findings;

        public bool Equals(Key other) => ReferenceEquals(schema, other.schema) && ReferenceEquals(instance, other.instance) && ReferenceEquals(findings, other.findings);

        public override bool Equals(object? other) => other is Key key && Equals(key);

        public override int GetHashCode() => HashCode.Combine(Hash(schema), Hash(instance), Hash(findings));

        private static int Hash(object? part) => part is null ? 0 : RuntimeHelpers.GetHashCode(part);
    }

    public bool? Answer(Subschema schema, Node instance, object? findings) => answers.TryGetValue(new Key(schema, instance, findings), out var fits) ? fits : null;

    public void Keep(Subschema schema, Node instance, object? findings, bool fits)
    {
        if (answers.Count < Limit)
            answers[new Key(schema, instance, findings)] = fits;
    }
}
