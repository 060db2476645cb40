using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>The files that an application takes images from, before a package is built of them: whether each is there, holds the image, and is what was locked. Layers are not read.</summary>
public static class DeclaredLayouts
{
    /// <summary>Bytes. To look into a packed archive means unpacking all of it, which takes a second for as much as this.</summary>
    private const long LargestPacked = 64 << 20;

    /// <param name="composition">May be one with errors.</param>
    /// <param name="lock">Of the outermost application.</param>
    public static async Task<IReadOnlyList<Diagnostic>> Check(Composition composition, ImageLock @lock, ImageLimits limits, CancellationToken cancellation)
    {
        var (findings, layouts) = (new List<Diagnostic>(), new OpenLayouts(limits));
        foreach (var declared in DeclaredImages.Of(composition).Where(one => one.Image.Layout is not null))
        {
            var image = new NeededImage(declared.Name, [DeclaredImages.Place(declared)], IsSure: true) { Declared = declared };
            var path = OpenLayouts.PathOf(image)!;
            // What a step makes, or what `package extract` left in the layout beside it, is there when it is needed.
            if (!Path.Exists(path) && (IsMade(composition, path) || @lock.Images.ContainsKey(image.Name.ToString())))
                continue;
            try
            {
                OpenLayouts.CheckThere(path);
                if (!await IsLargePacked(path, cancellation).ConfigureAwait(false))
                    await layouts.Find(image, path, @lock, cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (ImageReader.Problem(image.Name.ToString(), e) is { } problem)
            {
                findings.Add(OpenLayouts.Told(image, problem));
            }
        }
        return findings;
    }

    private static bool IsMade(Composition composition, string path)
    {
        var level = new CompositionLevel(composition.Application.Node.At?.Source.Name ?? "");
        return composition.Application.Build.SelectMany(step => step.Outputs).Select(output => level.Beside(output.Value)).Any(made => path == made || path.StartsWith(made + "/", StringComparison.Ordinal));
    }

    private static async Task<bool> IsLargePacked(string path, CancellationToken cancellation)
    {
        if (Directory.Exists(path) || new FileInfo(path).Length <= LargestPacked)
            return false;
        using var file = File.OpenRead(path);
        using var plain = await Unpacked.Open(file, cancellation).ConfigureAwait(false);
        return plain is not ForwardStream;
    }
}
