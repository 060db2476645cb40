using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>The files in a package or another artifact that was read whole.</summary>
/// <param name="root">As the user wrote the package's path.</param>
/// <param name="files">By paths below the root.</param>
internal sealed class PackedFiles(string root, IReadOnlyDictionary<string, byte[]> files) : TreeFiles(root)
{
    protected override IReadOnlyCollection<string> Paths { get; } = [.. files.Keys];

    protected override bool Holds(string inside) => files.ContainsKey(inside);

    protected override (byte[]? Bytes, Diagnostic? Finding) Content(string inside, string path) => (files[inside], null);
}
