using Slipway.Schema.Cel;
using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>What can be told of a mapping before anybody has given a value.</summary>
public static class MappingCheck
{
    private static readonly LocalText Computed = new("a secret's content is not known here, so nothing can be computed from it", "此处并不知道机密的内容，无法参与计算");
    private static readonly LocalText Leaks = new("it is a secret, and the target is none: its value would be printed", "它是机密，而目标不是机密：其值会被显示出来");
    private static readonly LocalText Plain = new("the target is a secret, and this is none", "目标是机密，而它不是机密");
    private static readonly LocalText Text = new("a text, a number or a truth value", "文本、数字或布尔值");
    private static readonly LocalText Anything = new("a value of any type", "任意类型的值");

    /// <param name="variables">What expressions name, <c>self</c> the unified configuration.</param>
    /// <param name="values">The variables with what holds when nobody has said anything.</param>
    public static IReadOnlyList<Diagnostic> Check(
        MappedValue value, MappingTarget target, IReadOnlyDictionary<string, ConfigSchema> variables, IReadOnlyDictionary<string, Node> values)
    {
        if (Secrets(value, target, variables) is { } secret)
            return [secret];
        if (target.Key.IsSecret)
            return [];
        if (WrongType(value, target, variables) is { } wrong)
            return [wrong];
        return MappingWitness.Find(value, target, variables, values) is { } witness ? [witness] : [];
    }

    /// <summary>Of an environment variable: a single value, or a credential whole.</summary>
    public static IReadOnlyList<Diagnostic> Variable(MappedValue value, string shown, IReadOnlyDictionary<string, ConfigSchema> variables)
    {
        var (isSecret, isWhole) = Reach(value, variables);
        if (isSecret)
            return isWhole ? [] : [Say(value, shown, Computed)];
        var gives = Given(value, variables);
        return gives is { } types && types != All && (types & (JsonTypes.Array | JsonTypes.Object)) != JsonTypes.None
            ? [Told.Diagnostic(MappingRules.WrongType, value.Written.At, Words.Neutral(Words.Cut(value.Written.Text)), Words.Wanted(types), Words.Neutral(shown), Text)]
            : [];
    }

    private static (bool IsSecret, bool IsWhole) Reach(MappedValue value, IReadOnlyDictionary<string, ConfigSchema> variables) => (
        value.Names.Any(name => variables[name.Variable].Keys.Any(key => key.IsSecret && Covers(name.Pointer, key.Pointer))),
        value.Whole is { } whole && variables[whole.Variable].Key(whole.Pointer) is not null);

    private static Diagnostic Say(MappedValue value, string shown, LocalText reason)
        => Told.Diagnostic(MappingRules.Secret, value.Written.At, Words.Neutral(Words.Cut(value.Written.Text)), Words.Neutral(shown), reason);

    private static Diagnostic? Secrets(MappedValue value, MappingTarget target, IReadOnlyDictionary<string, ConfigSchema> variables)
    {
        var (isSecret, isWhole) = Reach(value, variables);
        var reason = isSecret switch
        {
            true when !isWhole => Computed,
            true when !target.Key.IsSecret => Leaks,
            false when target.Key.IsSecret => Plain,
            _ => null,
        };
        return reason is null ? null : Say(value, target.Shown, reason);
    }

    /// <summary>Whether a name means a key: its own, or one above it.</summary>
    public static bool Covers(string named, string key) => key == named || key.StartsWith(named + "/", StringComparison.Ordinal);

    private static Diagnostic? WrongType(MappedValue value, MappingTarget target, IReadOnlyDictionary<string, ConfigSchema> variables)
    {
        var wanted = Types(target.Key.Types);
        var gives = Given(value, variables);
        if (gives is null or JsonTypes.None || wanted is null)
            return null;
        // What may be anything is looked at when it is there; what says what it is must fit whole.
        if (gives == All || (gives & ~Wider(wanted.Value)) == JsonTypes.None)
            return null;
        return Told.Diagnostic(
            MappingRules.WrongType, value.Written.At, Words.Neutral(Words.Cut(value.Written.Text)), Words.Wanted(gives.Value), Words.Neutral(target.Shown),
            (wanted & All) == All ? Anything : Words.Wanted(wanted.Value)) with
        {
            Related = target.Key.At is { } at ? [at] : [],
        };
    }

    private static JsonTypes? Given(MappedValue value, IReadOnlyDictionary<string, ConfigSchema> variables)
        => (value.Whole is { } whole && variables[whole.Variable].Key(whole.Pointer) is { } key ? Types(key.Types) : Types(value.Type)) & ~JsonTypes.Null;

    /// <summary>Null is nothing that is given.</summary>
    private const JsonTypes All = JsonTypes.Boolean | JsonTypes.Integer | JsonTypes.Number | JsonTypes.String | JsonTypes.Array | JsonTypes.Object;

    private static JsonTypes Wider(JsonTypes types) => types.HasFlag(JsonTypes.Number) ? types | JsonTypes.Integer : types;

    private static JsonTypes? Types(IEnumerable<string> names)
        => names.Aggregate(JsonTypes.None, (all, name) => all | JsonType.Names.First(known => known.Name == name).Type);

    /// <summary>Null for what no document can hold.</summary>
    private static JsonTypes? Types(CelType type) => type.Kind switch
    {
        CelTypeKind.Bool => JsonTypes.Boolean,
        CelTypeKind.Int or CelTypeKind.Uint => JsonTypes.Integer,
        CelTypeKind.Double => JsonTypes.Number,
        CelTypeKind.String or CelTypeKind.Bytes or CelTypeKind.Timestamp or CelTypeKind.Duration => JsonTypes.String,
        CelTypeKind.List => JsonTypes.Array,
        CelTypeKind.Map or CelTypeKind.Object => JsonTypes.Object,
        CelTypeKind.Null => JsonTypes.None,
        CelTypeKind.Wrapper => Types(type.Parameters[0]),
        CelTypeKind.Opaque when type.IsOptional => Types(type.Parameters[0]),
        CelTypeKind.Opaque => JsonTypes.String,
        _ => All,
    };
}
