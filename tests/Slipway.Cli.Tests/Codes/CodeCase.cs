using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Cli.Tests.Codes;

/// <summary>What is done in <c>wrong/</c> and in <c>right/</c>; mostly the same.</summary>
internal sealed record Pair(string Wrong, string Right)
{
    public string Of(bool wrong) => wrong ? Wrong : Right;
}

/// <summary>One folder of <c>tests/codes</c>, whose README says what each key means.</summary>
internal sealed record CodeCase(string Code, string Folder)
{
    public const string Standard = "slipway check .";

    private static readonly string[] Keys = ["run", "about", "from", "env", "before", "after", "needs", "server", "exit", "hide", "by", "why", "waits"];

    public static string Root { get; } = Path.Combine(TestEnvironment.Root, "tests", "codes");

    public Pair Run { get; private init; } = new(Standard, Standard);

    public Pair Before { get; private init; } = new("", "");

    public string After { get; private init; } = "";

    public LocalText? About { get; private init; }

    public string? From { get; private init; }

    public IReadOnlyList<(string Name, string Value)> Env { get; private init; } = [];

    public IReadOnlyList<string> Needs { get; private init; } = [];

    /// <summary>How what listens at the kubeconfig's address behaves (<see cref="FakeServer"/>); null where nothing listens.</summary>
    public Pair? Server { get; private init; }

    public int Exit { get; private init; }

    /// <summary>Regular expressions of what differs from run to run, and what is shown in its place.</summary>
    public IReadOnlyList<(string Pattern, string Shown)> Hide { get; private init; } = [];

    /// <summary>The case is a method of <see cref="ByHand"/>.</summary>
    public bool IsByHand { get; private init; }

    /// <summary>It lasts until a time limit is over, and so runs beside others.</summary>
    public bool Waits { get; private init; }

    /// <summary>Nothing of the machine is in it, so that it may run inside the test's process.</summary>
    public bool IsPlain => !IsByHand && !Waits && Before is { Wrong: "", Right: "" } && After == "" && Server?.Wrong != "silent" && Env.Count == 0 && Needs.All(n => n == "helm")
        && CommandWords.Of(Run.Wrong) is not null && CommandWords.Of(Run.Right) is not null;

    public static IReadOnlyList<CodeCase> All { get; } =
        [.. Directory.GetDirectories(Root, "SLW*").Order(StringComparer.Ordinal).Select(Read)];

    public static CodeCase Read(string folder)
    {
        var made = new CodeCase(Path.GetFileName(folder), folder);
        var file = Path.Combine(folder, "case.yaml");
        if (!File.Exists(file))
            return made;
        var read = YamlReader.Read(new SourceText(file, File.ReadAllText(file)));
        if (read.Diagnostics.Count > 0 || read.Documents is not [MapNode map])
            throw new InvalidDataException($"{file}: {string.Join('\n', read.Diagnostics.Select(d => DiagnosticText.Write(d)))}");
        if (map.Keys.FirstOrDefault(key => !Keys.Contains(key)) is { } unknown)
            throw new InvalidDataException($"{file}: the key {unknown} is not known; known are {string.Join(", ", Keys)}");
        return made with
        {
            Run = Both(map["run"]) ?? made.Run,
            Before = Both(map["before"]) ?? made.Before,
            After = Text(map["after"]) ?? "",
            About = map["about"] is MapNode about ? new LocalText(Text(about["en"])!, Text(about["zh"])!) : null,
            From = Text(map["from"]),
            Env = Entries(map["env"]),
            Needs = map["needs"] is ListNode needs ? [.. needs.Items.Select(n => n.ToString()!)] : [],
            Server = Both(map["server"]),
            Exit = int.Parse(Text(map["exit"]) ?? "0", null),
            Hide = Entries(map["hide"]),
            IsByHand = Text(map["by"]) == "test",
            Waits = Text(map["waits"]) == "true",
        };
    }

    private static Pair? Both(Node? node) => node switch
    {
        MapNode map => new(Text(map["wrong"]) ?? "", Text(map["right"]) ?? ""),
        ScalarNode text => new(text.Text, text.Text),
        _ => null,
    };

    private static List<(string, string)> Entries(Node? node)
        => node is MapNode map ? [.. map.Entries.Select(e => (e.Name, e.Value.ToString()!))] : [];

    private static string? Text(Node? node) => (node as ScalarNode)?.Text;
}

/// <summary>A command line that needs no shell.</summary>
internal static class CommandWords
{
    /// <summary>The words after <c>slipway</c>; null when there is anything that a shell would have to look at.</summary>
    public static string[]? Of(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is ["slipway", .. var rest] && line.All(c => char.IsAsciiLetterOrDigit(c) || " ./=:,@_-".Contains(c, StringComparison.Ordinal)) ? rest : null;
    }
}
