using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The fields below a field, as its schema says.</summary>
internal static class FieldTree
{
    public static IEnumerable<Field> Below(Field field)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var form in field.Schema.Forms)
        {
            var required = Words(form.Map["required"]);
            foreach (var entry in (form.Map["properties"] as MapNode)?.Entries ?? [])
                if (entry.Value is MapNode property && seen.Add(entry.Name))
                    yield return Make(entry.Name, property, required.Contains(entry.Name));
            if (Chosen(form) is { } chosen && seen.Add(chosen.Name))
                yield return Make(chosen.Name, chosen.Map, required: false);
            if (form.Map["items"] is MapNode items && IsTold(FieldSchema.Of(items, form.Home)) && seen.Add("[N]"))
                yield return Make("[N]", items, required: false);
        }

        Field Make(string name, MapNode map, bool required)
        {
            var schema = FieldSchema.Of(map, field.Schema.Home);
            // What depends on other fields is said in words instead.
            return new Field(name, Join(field.Path, name), schema) { IsRequired = required && schema.Text("required") is null };
        }
    }

    public static string Join(string path, string name)
        => path.Length == 0 || name.StartsWith('[') ? path + name : $"{path}.{name}";

    /// <summary>All fields below, each before its own; a part that contains itself is entered once.</summary>
    public static IEnumerable<Field> All(Field field) => All(field, []);

    private static IEnumerable<Field> All(Field field, IReadOnlyList<string> above)
    {
        if (field.Part is { } again && above.Contains(again))
            yield break;
        IReadOnlyList<string> parts = field.Part is { } part ? [.. above, part] : above;
        foreach (var below in field.Fields)
        {
            yield return below;
            foreach (var deeper in All(below, parts))
                yield return deeper;
        }
    }

    /// <summary>The entries whose keys the author chooses.</summary>
    private static (string Name, MapNode Map)? Chosen(FieldSchema form)
    {
        if (form.Map["additionalProperties"] is not MapNode map || FieldSchema.Of(map, form.Home) is var schema && !IsTold(schema))
            return null;
        return ((map["x-key"] as ScalarNode)?.Text ?? "NAME", map);
    }

    private static bool IsTold(FieldSchema schema)
        => schema.Text("title") is not null || schema.Text("description") is not null || schema.Map["properties"] is not null;

    private static IReadOnlyList<string> Words(Node? node)
        => node is ListNode list ? [.. list.Items.OfType<ScalarNode>().Select(word => word.Text)] : [];
}
