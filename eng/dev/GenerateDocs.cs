namespace Slipway.Dev;

/// <summary>The verb `docs`. The pages' texts live in compiled catalogues, so the test that compares them also writes them.</summary>
public static class GenerateDocs
{
    public static async Task<int> Run(Arguments arguments)
    {
        const string project = "tests/Slipway.Architecture.Tests";
        Shell.Say("Build");
        if (await Shell.Run("dotnet", ["build", project, .. Shell.BuildArguments, "-v:minimal", "-tl:off"], Shell.English()) != 0)
            throw new DevException("The build failed; no page was written.", 1);
        Shell.Say("Write docs/reference");
        var written = await Shell.Capture("dotnet", ["test", "--project", project, "--no-build", "--filter-method", "*ReferenceTests*", "--no-progress", "--no-ansi"],
            Shell.English(("SLIPWAY_WRITE_DOCS", "1")));
        if (written.ExitCode != 0)
            throw new DevException($"Not every page could be written:\n{written.Output}{written.Error}", 1);
        await Shell.Run("git", ["--no-pager", "diff", "--stat", "--", "docs/reference"]);
        return 0;
    }
}
