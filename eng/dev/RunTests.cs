using System.Text.Json;

namespace Slipway.Dev;

/// <summary>What came out: the numbers of the closing line.</summary>
public readonly record struct Counts(int Passed, int Failed, int Skipped)
{
    public static Counts operator +(Counts a, Counts b) => new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped);

    public static Counts Of(bool passed) => passed ? new(1, 0, 0) : new(0, 1, 0);

    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}

/// <summary>The verb `test`: white space, generated pages, then every test; each counts in the closing line.</summary>
public static class RunTests
{
    private sealed record Reported(Counts Counts, IReadOnlyList<(string Name, string Reason)> Skipped, IReadOnlyList<(string Name, string Reason)> Failed);

    public static async Task<int> Run(Arguments arguments)
    {
        var counts = new Counts();
        var whole = arguments.Value("--only") is null && arguments.Value("--filter") is null;
        if (whole)
        {
            Shell.Say("White space");
            counts += Counts.Of(await Format.Verify());
        }
        var (helm, missing) = await PinnedHelm.Find();
        if (missing is not null)
            Shell.Note($"Left out: every test that needs Helm. {missing}");
        Shell.Say("Build");
        var target = Target(arguments);
        if (await Shell.Run("dotnet", ["build", target, .. Shell.BuildArguments, "-v:minimal", "-tl:off"], Shell.English()) != 0)
            return Close(counts + Counts.Of(false), "The build failed; nothing was run.");
        Shell.Say("Tests");
        var reported = await Tests(arguments, Environment(helm));
        List("Failed:", reported.Failed, longest: 40);
        List("Skipped:", reported.Skipped, longest: 3);
        var note = Shell.InCi && reported.Counts.Skipped > 0 ? "With CI=true a skipped test is a failure: see the list above." : null;
        return Close(counts + reported.Counts, note);
    }

    /// <summary>Runs the tests that the arguments name; a program that ends badly without saying so counts as one failure.</summary>
    private static async Task<Reported> Tests(Arguments arguments, Dictionary<string, string?> environment)
    {
        var folder = Shell.At("artifacts", "test-results");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var code = await Shell.Run("dotnet", TestCommand(arguments, folder), environment);
        var reports = Directory.GetFiles(folder, "*.ctrf", SearchOption.AllDirectories);
        var all = reports.Select(Read).Aggregate(new Reported(new Counts(), [], []),
            (a, b) => new(a.Counts + b.Counts, [.. a.Skipped, .. b.Skipped], [.. a.Failed, .. b.Failed]));
        var programs = arguments.Value("--only") is null ? TestProjects().Count() : 1;
        var silent = arguments.Value("--filter") is null ? Math.Max(0, programs - reports.Length) : 0;
        if (code != 0 && all.Counts.Failed == 0 && silent == 0)
            silent = 1;
        return silent == 0 ? all : all with
        {
            Counts = all.Counts + new Counts(0, silent, 0),
            Failed = [.. all.Failed, ($"{silent} of {programs} test programs", $"left no report (dotnet test ended with {code}): see its output above.")],
        };
    }

    private static string[] TestCommand(Arguments arguments, string folder)
    {
        var filter = arguments.Value("--filter");
        return
        [
            "test", .. arguments.Value("--only") is null ? new[] { "--solution", "Slipway.slnx" } : ["--project", Target(arguments)],
            "--no-build", "--results-directory", folder, "--report-xunit-ctrf", "--no-progress",
            // One program at a time: several of them would fight for two cores and the cluster, and lose by their time limits.
            "--max-parallel-test-modules", "1",
            .. Shell.Colours ? [] : new[] { "--no-ansi" },
            .. filter is null ? [] : new[] { "--filter-method", $"*{filter}*", "--ignore-exit-code", "8" },
        ];
    }

    /// <summary>What every test program is told.</summary>
    public static Dictionary<string, string?> Environment(string? helm)
        => helm is null ? Shell.English() : Shell.English(("SLIPWAY_HELM", helm));

    private static string Target(Arguments arguments)
    {
        if (arguments.Value("--only") is not { } only)
            return "Slipway.slnx";
        var project = TestProjects().FirstOrDefault(file => string.Equals(Path.GetFileNameWithoutExtension(file), only, StringComparison.OrdinalIgnoreCase));
        return project ?? throw new DevException($"There is no test project {only}. There are: {string.Join(", ", TestProjects().Select(Path.GetFileNameWithoutExtension))}.", 2);
    }

    private static IEnumerable<string> TestProjects() => Directory.GetFiles(Shell.At("tests"), "*.Tests.csproj", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal);

    private static Reported Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var results = json.RootElement.GetProperty("results");
        var summary = results.GetProperty("summary");
        int Number(string name) => summary.TryGetProperty(name, out var value) ? value.GetInt32() : 0;
        (string, string)[] With(string status) => [.. results.GetProperty("tests").EnumerateArray()
            .Where(test => test.GetProperty("status").GetString() == status)
            .Select(test => (test.GetProperty("name").GetString()!, test.TryGetProperty("message", out var message) ? message.GetString() ?? "" : ""))];
        // `other` are errors outside of tests, such as a fixture that could not be taken down.
        return new Reported(new Counts(Number("passed"), Number("failed") + Number("other"), Number("skipped") + Number("pending")), With("skipped"), With("failed"));
    }

    private static void List(string title, IReadOnlyList<(string Name, string Reason)> tests, int longest)
    {
        if (tests.Count == 0)
            return;
        Console.WriteLine($"\n{title}");
        foreach (var (name, reason) in tests)
            Console.WriteLine($"  {name}\n      {string.Join("\n      ", reason.Trim().Split('\n').Take(longest))}");
    }

    private static int Close(Counts counts, string? note)
    {
        Console.WriteLine();
        if (note is not null)
            Console.WriteLine(note);
        Console.WriteLine(counts);
        return counts.Failed > 0 || (Shell.InCi && counts.Skipped > 0) ? 1 : 0;
    }
}
