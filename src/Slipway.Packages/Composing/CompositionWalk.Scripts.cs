using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>A script that an updater or rollback takes from a file, and that is not there yet.</summary>
/// <param name="Key">By what a lock knows it.</param>
/// <param name="Path">Where it is looked for.</param>
internal sealed record ScriptNeed(string Key, string Path, ScriptSource Source)
{
    public string Folder => System.IO.Path.GetDirectoryName(Path) ?? "";

    public Location? At => Source.Path.At;
}

/// <summary>Scripts that lie in files belong to a component as its definition does.</summary>
internal sealed partial class CompositionWalk
{
    /// <summary>What is not there; only a package needs them.</summary>
    public List<ScriptNeed> Scripts { get; } = [];

    private void AddScripts(ServiceDefinition service, string file, string sources)
    {
        foreach (var source in service.Updaters.SelectMany(ScriptFiles.Of))
        {
            var (key, path) = (ScriptFiles.KeyOf(source), ScriptFiles.PathOf(source, file, sources));
            if (store.HasFile(path))
                Files.AddRange(new[] { path, $"{Path.GetDirectoryName(path)}/{SourceKey.Marker}" }.Where(store.HasFile).Except(Files));
            else if (Scripts.All(known => known.Path != path))
                Scripts.Add(new ScriptNeed(key, path, source));
        }
    }
}
