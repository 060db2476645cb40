namespace Slipway.Dev;

/// <summary>The verb `golden`: tests run once with the order to write what they see; what changed is shown, for reading before it is committed.</summary>
public static class AcceptGoldens
{
    public static async Task<int> Run(Arguments arguments)
    {
        Environment.SetEnvironmentVariable("GOLDEN_ACCEPT", "1");
        // Without this a test that would be skipped could leave its golden as it was, unnoticed: the list of the skipped says so.
        var code = await RunTests.Run(arguments);
        Shell.Say("Changed goldens (git diff --stat; new ones as ??)");
        await Shell.Run("git", ["--no-pager", "diff", "--stat", "--", "*/Goldens/*", "*/goldens/*"]);
        await Shell.Run("git", ["status", "--short", "--", "*/Goldens/*", "*/goldens/*"]);
        return code;
    }
}
