using Slipway.Schema.Cel;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Schema.Tests.Cel;

/// <summary>The rules that the API server and we judge, and our verdict on them.</summary>
internal static class KubernetesRules
{
    private static readonly string Folder = Path.Combine(TestEnvironment.Root, "tests", "Slipway.Schema.Tests", "Cel", "Kubernetes");

    public static IReadOnlyList<string> Rules { get; } = File.ReadAllLines(Path.Combine(Folder, "rules.txt"));

    public static MapNode Schema { get; } = (MapNode)Texts.Yaml(File.ReadAllText(Path.Combine(Folder, "schema.yaml")), "schema.yaml");

    public static MapNode Objects { get; } = (MapNode)Texts.Yaml(File.ReadAllText(Path.Combine(Folder, "objects.yaml")), "objects.yaml");

    private static readonly string[] Conversions = ["int", "uint", "double", "bool", "string", "bytes"];

    private static readonly string[] Formatting =
        ["invalid format argument", "error during formatting", "could not parse formatting clause", "too many arguments supplied to string.format", "index "];

    /// <summary>What one side says of a rule.</summary>
    /// <param name="Faults">Why it is refused; empty when it is accepted.</param>
    /// <param name="Objects">By name: true, false or error.</param>
    public sealed record Verdict(string Rule, IReadOnlyList<string> Faults, IReadOnlyDictionary<string, string> Objects)
    {
        public override string ToString() => Faults.Count > 0
            ? $"{Rule}\n    refused: {string.Join("; ", Faults)}\n"
            : $"{Rule}\n    {string.Join(", ", Objects.Select(o => $"{o.Key}: {o.Value}"))}\n";
    }

    public static string Print(IEnumerable<Verdict> verdicts) => string.Concat(verdicts.Select(v => v.ToString()));

    public static IReadOnlyList<Verdict> Ours()
    {
        var environment = CelEnvironment.ForChanges(Schema);
        return [.. Rules.Select(rule => Ours(rule, environment))];
    }

    private static Verdict Ours(string rule, CelEnvironment environment)
    {
        var (expression, findings) = CelExpression.Compile(rule, environment, CelType.Bool);
        if (expression is null)
            return new(rule, [.. findings.Select(f => Common(f.Message(Language.English))).Distinct()], new Dictionary<string, string>());
        return new(rule, [], Objects.Entries.ToDictionary(o => o.Name, o => expression.Evaluate(o.Value) switch
        {
            { Bool: { } holds } => holds ? "true" : "false",
            _ => "error",
        }));
    }

    /// <summary>The reason alone: object types have names of their own on each side, and so have syntax errors.</summary>
    public static string Common(string fault)
    {
        if (fault.StartsWith("Syntax error", StringComparison.Ordinal))
            return "Syntax error";
        if (fault.Contains("must evaluate to", StringComparison.Ordinal))
            return "must evaluate to bool";
        if (Formatting.Any(start => fault.StartsWith(start, StringComparison.Ordinal)))
            return "invalid format argument";
        // The API server finds these only when it makes a program of the expression, and says less.
        if (fault.Contains("program instantiation failed", StringComparison.Ordinal) || Conversions.Any(c => fault.StartsWith($"invalid {c} argument", StringComparison.Ordinal)))
            return "invalid conversion of a literal";
        return fault.StartsWith("invalid ", StringComparison.Ordinal) && fault.IndexOf(':') is > 0 and var colon ? fault[..colon] : fault;
    }
}
