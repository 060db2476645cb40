using System.Text.Json;
using Slipway.Delivery;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Manifests into a folder.</summary>
internal static class IntoFolder
{
    private static readonly LocalText Done = new("{0}: written {1}, unchanged {2}, removed {3}", "{0}：写入 {1} 个文件，未变 {2} 个，删除 {3} 个");

    public static Outcome Run(Session session, Prepared prepared, string folder, bool overwrite, IReadOnlyList<Diagnostic> findings)
    {
        var result = DirectoryTarget.Write(folder, prepared.Components, overwrite);
        return new Outcome([.. findings, .. result.Problems])
        {
            Data = json => Write(json, result),
            Summary = result.Succeeded ? Done.In(session.Language, [folder, $"{result.Written.Count}", $"{result.Unchanged.Count}", $"{result.Removed.Count}"]) : null,
        };
    }

    private static void Write(Utf8JsonWriter json, DirectoryResult result)
    {
        List(json, "written", result.Written);
        List(json, "unchanged", result.Unchanged);
        List(json, "removed", result.Removed);
        json.WriteStartArray("secretsNeeded");
        foreach (var secret in result.Secrets)
        {
            json.WriteStartObject();
            json.WriteString("component", secret.Component);
            json.WriteString("name", secret.Name);
            List(json, "keys", secret.Keys);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void List(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
