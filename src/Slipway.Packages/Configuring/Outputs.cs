using Slipway.Components;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What replaceable components hand to their dependents: its shape, and its values.</summary>
internal static class Outputs
{
    /// <summary>Of an application's own components, by their names in it.</summary>
    public static (ConfigSchema Schema, MapNode Values) Of(IEnumerable<(string Name, ComposedComponent Component)> components, List<Diagnostic> findings)
    {
        var (properties, values) = (new List<(string, Node)>(), new List<(string, Node)>());
        foreach (var (name, component) in components)
            if (component.Written.Replaceable is { } replaceable && Values(component, replaceable.Outputs, findings) is { } own)
            {
                properties.Add((name, Shape(own)));
                values.Add((name, own));
            }
            else if (component.Written.Task is { Outputs: { Count: > 0 } handed })
            {
                properties.Add((name, Node.Map(("type", Node.Of("object")), ("properties", Node.Map(handed.Select(output => (output.Name.Value, (Node)Secret)))))));
                values.Add((name, OfTask(component.Name, handed)));
            }
        return (ConfigSchema.Read(Node.Map(("type", Node.Of("object")), ("properties", Node.Map(properties)))).Schema!, Node.Map(values));
    }

    /// <summary>A task says its outputs when it has run: until then, and in all that is rendered, they are known by where they will stand.</summary>
    private static MapNode OfTask(string component, IReadOnlyList<TaskOutput> outputs)
        => new(outputs.Select(output => new MapEntry(Node.Of(output.Name.Value, output.Name.At), Node.Map(("secret", Node.Of(TaskChart.ResultOf(component))), ("key", Node.Of(output.Name.Value))))));

    /// <summary>With what the component says itself. Credentials are the names of Secrets and of keys in them.</summary>
    public static MapNode? Values(ComposedComponent component, IReadOnlyList<OutputDefinition> outputs, List<Diagnostic> findings)
    {
        var values = new List<MapEntry>();
        foreach (var output in outputs)
        {
            Node? value = output switch
            {
                { Credentials: { } credentials } => new MapNode(credentials.Select(one => new MapEntry(Node.Of(one.Key, one.Value.At), one.Value)), output.Name.At),
                { Value: { } written } => written,
                { Name.Value: "host" } => Node.Of(component.Name, output.Name.At),
                { Name.Value: "port" } when component.Service is { Ports: [var only] } => Node.Of((long)only.Number.Value, output.Name.At),
                _ => null,
            };
            if (value is null)
                findings.Add(Diagnostic.Of(ContractRules.NotSaid, output.Name.At, component.Name, output.Name.Value));
            else
                values.Add(new MapEntry(Node.Of(output.Name.Value, output.Name.At), value));
        }
        return values.Count < outputs.Count ? null : new MapNode(values);
    }

    /// <summary>The shape of values, as a schema.</summary>
    private static MapNode Shape(MapNode values) => Node.Map(("type", Node.Of("object")), ("properties", Node.Map(values.Entries.Select(one => (one.Name, (Node)(one.Value switch
    {
        MapNode credentials => Node.Map(("type", Node.Of("object")), ("properties", Node.Map(credentials.Keys.Select(key => (key, (Node)Secret))))),
        var value => Node.Map(("type", Node.Of(TypeOf(value)))),
    }))))));

    private static MapNode Secret => Node.Map(("type", Node.Of("string")), ("x-slipway", Node.Map(("secret", Node.Of(true)))));

    internal static string TypeOf(Node value) => (value as ScalarNode)?.Kind switch
    {
        ScalarKind.Integer => "integer",
        ScalarKind.Float => "number",
        ScalarKind.Boolean => "boolean",
        ScalarKind.String => "string",
        _ => "object",
    };
}
