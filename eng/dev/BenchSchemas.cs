using System.Globalization;

namespace Slipway.Dev;

/// <summary>The schema engine beside NJsonSchema: `bench/Slipway.Schema.Bench` measures both in one process and prints documents a second.</summary>
public static class BenchSchemas
{
    private const double Aim = 3;

    public static async Task<IReadOnlyList<Bench.Row>> Rows()
    {
        const string project = "bench/Slipway.Schema.Bench";
        Shell.Say("Validating by schemas");
        if (await Shell.Run("dotnet", ["build", project, "-c", "Release", .. Shell.BuildArguments, "-v:minimal", "-tl:off"], Shell.English()) != 0)
            throw new DevException("The build of the schema bench failed.", 1);
        var (code, output, error) = await Shell.Capture(Shell.At("artifacts", "bin", "Slipway.Schema.Bench", "release", "Slipway.Schema.Bench"), []);
        if (code != 0)
            throw new DevException($"The schema bench ended with exit code {code}:\n{output}{error}", 1);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Row(line.Split('\t')))];
    }

    private static Bench.Row Row(string[] columns)
    {
        var (ours, other) = (Number(columns[1]), Number(columns[2]));
        return new($"validating {columns[0]}: documents a second / NJsonSchema's", $"{ours / other:0.0} ({ours:0} / {other:0})", $"at least {Aim:0}", ours / other >= Aim);
    }

    internal static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
