namespace Slipway.Dev;

/// <summary>White space only: style rules break the build already.</summary>
public static class Format
{
    private static readonly string[] Command = ["format", "whitespace", ".", "--folder", "--exclude", "artifacts", "dist"];

    public static Task<int> Run(Arguments arguments) => Shell.Run("dotnet", Command, Shell.English());

    public static async Task<bool> Verify()
    {
        if (await Shell.Run("dotnet", [.. Command, "--verify-no-changes"], Shell.English()) == 0)
            return true;
        Shell.Note("White space differs from .editorconfig. Mend it by: dotnet dev.cs format");
        return false;
    }
}
