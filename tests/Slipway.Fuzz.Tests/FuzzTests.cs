using System.Text;
using Slipway.Testing;

namespace Slipway.Fuzz.Tests;

public class FuzzTests
{
    /// <summary>Inputs that once broke something.</summary>
    public static TheoryData<string> Regressions
        => [.. Directory.GetFiles(Path.Combine(TestEnvironment.Root, "tests/Slipway.Fuzz.Tests/Regressions")).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    /// <summary>SLIPWAY_FUZZ_MINUTES and SLIPWAY_FUZZ_SEED, which <c>dotnet dev.cs fuzz</c> sets, make it a long run.</summary>
    [Fact]
    public void Mutated_definitions_break_nothing()
    {
        var minutes = double.TryParse(Environment.GetEnvironmentVariable("SLIPWAY_FUZZ_MINUTES"), out var asked) ? asked : 0;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("SLIPWAY_FUZZ_SEED"), out var given) ? given : 1;
        var count = Environment.GetEnvironmentVariable("SLIPWAY_FUZZ_COUNT") is { } many ? long.Parse(many) : minutes > 0 ? long.MaxValue : Environment.GetEnvironmentVariable("CI") == "true" ? 100_000 : 10_000;
        var result = FuzzRun.Run(seed, count, TimeSpan.FromMinutes(minutes > 0 ? minutes : 30), minutes > 0 ? Console.WriteLine : _ => { });
        var summary = $"seed {result.Seed}: {result.Count:N0} inputs in {result.Time.TotalSeconds:0} s, {result.Thorough:N0} of them also formatted ({result.Formatted:N0} are YAML) and fixed";
        TestContext.Current.SendDiagnosticMessage(summary);
        if (minutes > 0)
            Console.WriteLine(summary);
        result.Failures.ShouldBeEmpty(string.Concat(result.Failures.Select(failure => Story(result.Seed, failure))));
        result.Count.ShouldBeGreaterThan(0);
    }

    [Theory, MemberData(nameof(Regressions))]
    public void What_once_broke_something_breaks_nothing(string name)
        => Properties.Broken(File.ReadAllBytes(Path.Combine(TestEnvironment.Root, "tests/Slipway.Fuzz.Tests/Regressions", name)), isThorough: true).ShouldBeNull();

    [Fact]
    public void A_seed_and_a_number_always_give_the_same_input()
    {
        var corpus = Corpus.Read();
        for (var number = 0; number < 200; number++)
            Mutation.Make(7, number, corpus).ShouldBe(Mutation.Make(7, number, Corpus.Read()));
    }

    [Fact]
    public void What_nobody_has_touched_breaks_nothing()
        => Corpus.Read().Texts.Select(text => Properties.Broken(Encoding.UTF8.GetBytes(text), isThorough: true)).ShouldAllBe(broken => broken == null);

    private static string Story(int seed, (long Number, byte[] Input, string Broken) failure)
        => $"\ninput {failure.Number} of seed {seed}, shrunken, kept as {FuzzRun.Keep(seed, failure.Number, failure.Input)}:\n{Encoding.UTF8.GetString(failure.Input)}\n--- {failure.Broken}\n";
}
