using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The schema of models, with the controller's fields of one kind.</summary>
public static class ModelSchema
{
    /// <param name="kind">The controller's kind; of one that Kubernetes itself does not bring, any field may be set.</param>
    public static MapNode Of(string kind)
    {
        var schema = (MapNode)DefinitionSchemas.Read("Model/model.schema.json");
        var (properties, definitions) = ((MapNode)schema["properties"]!, (MapNode)schema["$defs"]!);
        var controller = (MapNode)properties["controller"]!;
        var fields = ((MapNode)controller["properties"]!).With("spec", SpecOf(kind, definitions));
        if (kind == "CronJob")
            fields = fields.With("job", SpecOf("Job", definitions));
        return schema.With("properties", properties.With("controller", controller.With("properties", fields)));
    }

    private static MapNode SpecOf(string kind, MapNode definitions)
        => definitions[$"{kind}Spec"] is null ? Node.Map(("type", Node.Of("object"))) : Node.Map(("$ref", Node.Of($"#/$defs/{kind}Spec")));
}
