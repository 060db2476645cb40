using Slipway.Components;

namespace Slipway.Packages;

/// <summary>Where the scripts of updaters and rollbacks lie: a file's beside the definition, a fetched one's among the sources, in a package as on a disk.</summary>
public static class ScriptFiles
{
    private const string Name = "script";

    /// <summary>All sources that an updater and its rollback name.</summary>
    public static IEnumerable<ScriptSource> Of(UpdaterDefinition updater)
        => new[] { updater.Script?.Content.Source }.Concat(updater.Rollback.Select(step => step.Content.Source)).OfType<ScriptSource>();

    /// <param name="definition">The file that names the source.</param>
    /// <param name="sources">The folder with what was fetched.</param>
    public static string PathOf(ScriptSource source, string definition, string sources)
        => source.Kind.Value == SourceKind.File ? new CompositionLevel(definition).Beside(source.Path.Value) : $"{sources}/{SourceKey.NameOf(KeyOf(source))}/{Name}";

    /// <summary>What the definition says of it; a host that the platform names is no part of that.</summary>
    internal static string KeyOf(ScriptSource source) => $"script {Address(source, source.Host?.Value ?? "")}";

    internal static string Address(ScriptSource source, string host) => $"{source.Kind.Value.ToString().ToLowerInvariant()}://{host}/{source.Path.Value.TrimStart('/')}";
}
