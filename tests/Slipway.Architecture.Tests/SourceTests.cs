using System.Text.RegularExpressions;
using Slipway.Testing;

namespace Slipway.Architecture.Tests;

/// <summary>Rules over the sources' text: names, sizes, and which folders may touch the outside.</summary>
public partial class SourceTests
{
    private static readonly IReadOnlyList<string> Sources = [.. new[] { "src", "tests", "eng", "bench", "examples" }
        .Select(folder => Path.Combine(TestEnvironment.Root, folder)).Where(Directory.Exists)
        .SelectMany(folder => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(TestEnvironment.Root, file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void No_name_stands_for_a_drawer_of_odds_and_ends()
        => Sources.Where(file => DrawerName().IsMatch(file) || DrawerType().IsMatch(Text(file))).ShouldBeEmpty();

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
        => Sources.Where(file => Text(file).Count(c => c == '\n') > 400).ShouldBeEmpty();

    [Fact]
    public void Only_the_targets_reach_a_cluster_and_only_registries_and_sources_another_server()
        => Offenders(Network(), "src/Slipway.Delivery/Targets/", "src/Slipway.Packages/Registries/", "src/Slipway.Packages/Sources/").ShouldBeEmpty();

    [Fact]
    public void Only_the_one_Helm_program_the_targets_credential_helpers_and_what_fetches_or_builds_a_package_start_programs()
        => Offenders(Programs(), "src/Slipway.Delivery/Targets/", "src/Slipway.Components/Helm/", "src/Slipway.Packages/Registries/", "src/Slipway.Packages/Programs/", "src/Slipway.Packages/Sources/").ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_for_later_in_the_sources()
        => Sources.Where(file => Leftover().IsMatch(Text(file))).ShouldBeEmpty();

    [Fact]
    public void No_text_of_the_repository_names_a_place_on_one_machine()
        => TextFiles().Where(file => MachinePath().IsMatch(Text(file))).ShouldBeEmpty();

    private static IEnumerable<string> Offenders(Regex what, params string[] allowed)
        => Sources.Where(file => file.StartsWith("src/", StringComparison.Ordinal)
            && !allowed.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)) && what.IsMatch(Text(file)));

    private static IEnumerable<string> TextFiles() => Sources.Concat(
        new[] { "docs", "examples", "eng", ".ci", "." }.SelectMany(folder => Directory.Exists(Path.Combine(TestEnvironment.Root, folder))
            ? Directory.GetFiles(Path.Combine(TestEnvironment.Root, folder), "*", folder == "." ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories) : [])
        .Where(file => Path.GetExtension(file) is ".md" or ".json" or ".yaml" or ".sh" or ".cs" or ".props" || Path.GetFileName(file) == "run")
        .Select(file => Path.GetRelativePath(TestEnvironment.Root, file)));

    private static string Text(string file) => File.ReadAllText(Path.Combine(TestEnvironment.Root, file));

    [GeneratedRegex(@"(^|/)(Common|Utils?|Utilities|Helpers?|Misc|Shared)(/|\.cs$)|(Helper|Utils?|Manager)\.cs$")]
    private static partial Regex DrawerName();

    [GeneratedRegex(@"\b(class|record|struct|interface)\s+\w*(Helpers?|Utils?|Utilities|Manager)\b")]
    private static partial Regex DrawerType();

    [GeneratedRegex(@"\bHttpClient\b|\bSocketsHttpHandler\b|\busing k8s\b|\bTcpClient\b|\bClientWebSocket\b")]
    private static partial Regex Network();

    [GeneratedRegex(@"\bProcess\.Start\b|\bProcessStartInfo\b")]
    private static partial Regex Programs();

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|XX" + @"X|HA" + @"CK)\b|NotImplemented" + @"Exception")]
    private static partial Regex Leftover();

    [GeneratedRegex(@"/wo" + @"rk/|/tmp/(prompts|bash_jobs)|(?<![\w:/])/ro" + @"ot/")]
    private static partial Regex MachinePath();
}
