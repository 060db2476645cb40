namespace Slipway.Yaml;

/// <summary>Nodes to YAML, always the same bytes for the same nodes; block style, readable by YAML 1.1 and 1.2 alike.</summary>
public static class YamlWriter
{
    public static string Write(Node node) => throw new NotSupportedException(node.ToString());
}
