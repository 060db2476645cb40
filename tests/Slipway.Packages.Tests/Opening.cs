using Slipway.Yaml;

namespace Slipway.Packages.Tests;

/// <summary>Opening images in tests: what fails says why.</summary>
internal static class Opening
{
    public static async Task<Image> Opened(string source, ImageOptions? options = null)
    {
        var (image, problem) = await ImageReader.Open(source, options ?? new ImageOptions(), TestContext.Current.CancellationToken);
        image.ShouldNotBeNull(problem is null ? "no image and no problem" : $"{problem.Rule.Code} {problem.Message(Language.English)}");
        return image;
    }

    public static async Task<ImageFiles> Files(this Image image)
    {
        var (files, problem) = await image.ReadFiles(TestContext.Current.CancellationToken);
        files.ShouldNotBeNull(problem is null ? "no files and no problem" : $"{problem.Rule.Code} {problem.Message(Language.English)}");
        return files;
    }

    /// <summary>What is wrong with an image, be it found on opening or on reading all of it.</summary>
    public static async Task<Diagnostic> Problem(string source, ImageOptions? options = null)
    {
        var (image, problem) = await ImageReader.Open(source, options ?? new ImageOptions(), TestContext.Current.CancellationToken);
        if (image is null)
            return problem.ShouldNotBeNull();
        using (image)
            return (await image.ReadFiles(TestContext.Current.CancellationToken)).Problem.ShouldNotBeNull("nothing was wrong");
    }
}
