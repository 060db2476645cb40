using Slipway.Yaml;

namespace Slipway.Schema;

public sealed record SchemaOptions
{
    /// <summary>Whether <c>format</c> is checked. By the specification it is a note only, unless the schema's dialect asks for more.</summary>
    public bool AssertFormats { get; init; }

    /// <summary>Gives the document at an absolute URI (without fragment), or null. Nothing is ever fetched; 2020-12's own schemas are known.</summary>
    public Func<Uri, Node?>? Resolve { get; init; }

    /// <summary>What relative references start from while the schema has no <c>$id</c>.</summary>
    public Uri? BaseUri { get; init; }
}
