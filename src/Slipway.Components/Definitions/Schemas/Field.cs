using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A field of one of our formats, or of a trait: what people need to know of it, from the schema that also checks it.</summary>
public sealed record Field
{
    private readonly Lazy<IReadOnlyList<Field>> fields;

    internal Field(string name, string path, FieldSchema schema)
    {
        (Name, Path, Schema) = (name, path, schema);
        fields = new(() => [.. FieldTree.Below(this)]);
    }

    /// <summary>In our own spelling; <c>[N]</c> for the items of a list, a word in capitals for a key that the author chooses.</summary>
    public string Name { get; }

    /// <summary>From the root of its format, such as <c>container.env.NAME</c>; empty for the format itself.</summary>
    public string Path { get; }

    internal FieldSchema Schema { get; }

    /// <summary>The name of the part that several fields have in common, such as <c>probe</c>; null for what stands in one place only.</summary>
    public string? Part => Schema.Part;

    public LocalText Title => Schema.Text("title") ?? new("", "");

    public LocalText Description => Schema.Text("description") ?? new("", "");

    /// <summary>What may be written: <c>text</c>, <c>whole number</c>, <c>map or list</c> …</summary>
    public LocalText Type => FieldTypes.Of(Schema);

    public bool IsRequired { get; init; }

    /// <summary>When the field is required, where that depends on others.</summary>
    public LocalText? RequiredWhen => Schema.Text("required");

    /// <summary>What happens without it; null for a field that is required or whose absence says nothing.</summary>
    public LocalText? Default => Schema.Default;

    /// <summary>Least and most, such as <c>1 to 65535</c>, or the longest text; null without a bound.</summary>
    public LocalText? Range => FieldTypes.Range(Schema.Map);

    /// <summary>The only words that may be written; empty when there is no such list.</summary>
    public IReadOnlyList<string> Choices => Schema.Choices;

    /// <summary>A regular expression (ECMA-262) that a text must match.</summary>
    public string? Pattern => (Schema.Map["pattern"] as ScalarNode)?.Text;

    public LocalText? Unit => Schema.Text("unit");

    public IReadOnlyList<Node> Examples => (Schema.Map["examples"] as ListNode)?.Items ?? [];

    /// <summary>Where the rule comes from, with an address where there is one.</summary>
    public (LocalText Name, string? Link)? Origin => Schema.Map["x-source"] is ScalarNode key ? FieldSources.Origin(key.Text) : null;

    /// <summary>The fields one level below.</summary>
    public IReadOnlyList<Field> Fields => fields.Value;

    public bool Equals(Field? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    public override string ToString() => Path;
}
