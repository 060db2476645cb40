using System.Security.Cryptography;

namespace Slipway.Dev;

/// <summary>The verb `fuzz`: mutated definitions on all cores for as long as is asked for. An input that fails is made small, printed and kept as a file.</summary>
public static class FuzzDefinitions
{
    public static async Task<int> Run(Arguments arguments)
    {
        var minutes = arguments.Value("--minutes") ?? "20";
        var seed = arguments.Value("--seed") ?? RandomNumberGenerator.GetInt32(1, int.MaxValue).ToString();
        if (!double.TryParse(minutes, out var time) || time <= 0 || !int.TryParse(seed, out _))
            throw new DevException("--minutes takes a number above 0, --seed a whole number.", 2);
        Shell.Say("Build");
        if (await Shell.Run("dotnet", ["build", "tests/Slipway.Fuzz.Tests", "-c", "Release", .. Shell.BuildArguments, "-v:minimal", "-tl:off"], Shell.English()) != 0)
            throw new DevException("The build failed.", 1);
        Shell.Say($"Fuzz: seed {seed}, {minutes} minutes");
        return await Shell.Run(
            Shell.At("artifacts", "bin", "Slipway.Fuzz.Tests", "release", "Slipway.Fuzz.Tests"),
            ["-method", "*Mutated_definitions*", "-noColor"],
            Shell.English(("SLIPWAY_FUZZ_MINUTES", minutes), ("SLIPWAY_FUZZ_SEED", seed)));
    }
}
