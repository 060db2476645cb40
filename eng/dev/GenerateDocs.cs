namespace Slipway.Dev;

/// <summary>The verb `docs`. The pages' texts live in the compiled program, so the test that compares them also writes them.</summary>
public static class GenerateDocs
{
    public static async Task<int> Run(Arguments arguments)
    {
        const string project = "tests/Slipway.Architecture.Tests";
        Shell.Say("Build");
        if (await Shell.Run("dotnet", ["build", project, .. Shell.BuildArguments, "-v:minimal", "-tl:off"], Shell.English()) != 0)
            throw new DevException("The build failed; no page was written.", 1);
        var onlyLooks = arguments.Has("--check");
        Shell.Say(onlyLooks ? "Compare docs/reference" : "Write docs/reference");
        var written = await Shell.Capture("dotnet", ["test", "--project", project, "--no-build", "--filter-method", "*ReferenceTests*", "--no-progress", "--no-ansi"],
            Shell.English(("SLIPWAY_WRITE_DOCS", onlyLooks ? "0" : "1")));
        if (written.ExitCode != 0)
            throw new DevException($"{(onlyLooks ? "Not every page is up to date" : "Not every page could be written")}:\n{written.Output}{written.Error}", 1);
        if (onlyLooks)
            return 0;
        await Shell.Run("git", ["--no-pager", "diff", "--stat", "--", "docs/reference", "src/Slipway.Cli/Explaining"]);
        return 0;
    }
}
