namespace Slipway.Dev;

/// <summary>The table of verbs and what belongs to all of them.</summary>
public static class Verbs
{
    private sealed record Verb(string Name, string Summary, IReadOnlyList<string> Usage, Func<Arguments, Task<int>> Run);

    private static readonly IReadOnlyList<Verb> All =
    [
        new("try", "build, then take the examples from definition to manifests (and to a cluster when asked)",
            ["--cluster          also install examples/hello on the cluster that KUBECONFIG names"], TryExamples.Run),
        new("test", "run all tests; the last line is `N passed, N failed, N skipped`",
            ["--only PROJECT     one test project, such as Slipway.Yaml.Tests", "--filter TEXT      only tests whose full name contains TEXT"], RunTests.Run),
        new("build", "dist/slipway, compiled ahead of time, and dist/helm beside it", [], BuildNative.Run),
        new("golden", "run the tests and accept what they print as the new goldens; then show what changed",
            ["--only, --filter   as for test"], AcceptGoldens.Run),
        new("format", "mend white space", [], Format.Run),
        new("docs", "write the generated pages of docs/reference, and the examples that `slipway explain` shows",
            ["--check            write nothing; fail when something is stale"], GenerateDocs.Run),
        new("images", "make the examples' images as dist/images/*.tar and give them to a cluster's node",
            ["--load COMMAND     a command that takes an image archive as its last argument, such as \"kind load image-archive\"",
             "                   (default: SLIPWAY_TEST_IMAGE_LOAD, or the test cluster's beside the repository)"], LoadImages.Run),
        new("shop", "compile the program of examples/shop ahead of time and make the shop's images: dist/images/shop-*.tar",
            ["--load COMMAND     also give them to a cluster's node, by a command as for images"], BuildShop.Run),
        new("fuzz", "mutated definitions on all cores: nothing may break; what does is made small, printed and kept",
            ["--minutes N        how long (20)", "--seed N           the same inputs again (else another seed each time; it is printed)"], FuzzDefinitions.Run),
        new("bench", "measure beside the alternative and print ratios",
            ["--write            also write bench/RESULTS.md", "--installs         only installs into a cluster"], Bench.Run),
    ];

    public static async Task<int> Run(string[] words)
    {
        if (words.Length == 0 || words[0] is "help" or "--help" or "-h")
            return Usage(Console.Out, words.Length == 0 ? 2 : 0);
        var verb = All.FirstOrDefault(v => v.Name == words[0]);
        if (verb is null)
        {
            Console.Error.WriteLine($"There is no verb '{words[0]}'.");
            return Usage(Console.Error, 2);
        }
        try
        {
            return await verb.Run(Arguments.Parse(verb.Name, words[1..]));
        }
        catch (DevException e)
        {
            Console.Error.WriteLine(e.Message);
            return e.ExitCode;
        }
    }

    private static int Usage(TextWriter to, int exitCode)
    {
        to.WriteLine("Usage: dotnet dev.cs VERB [options]\n");
        foreach (var verb in All)
        {
            to.WriteLine($"  {verb.Name,-8} {verb.Summary}");
            foreach (var line in verb.Usage)
                to.WriteLine($"             {line}");
        }
        to.WriteLine("\nThe dotnet command keeps some options to itself (--help, -c, -f, -r, -v, --no-build, …); none of the above is one of them.");
        return exitCode;
    }
}

/// <summary>Ends the program with a text for people. 1: something failed, 2: used wrongly, 3: the machine lacks something.</summary>
public sealed class DevException(string message, int exitCode) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}

/// <summary>A verb's options: flags and options with one value.</summary>
public sealed record Arguments(IReadOnlyDictionary<string, string?> Options)
{
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["try"] = ["--cluster"],
        ["test"] = ["--only=", "--filter="],
        ["golden"] = ["--only=", "--filter="],
        ["images"] = ["--load="],
        ["shop"] = ["--load="],
        ["fuzz"] = ["--minutes=", "--seed="],
        ["bench"] = ["--write", "--installs", "--packages"],
        ["docs"] = ["--check"],
    };

    public bool Has(string option) => Options.ContainsKey(option);

    public string? Value(string option) => Options.GetValueOrDefault(option);

    public static Arguments Parse(string verb, string[] words)
    {
        var known = Known.GetValueOrDefault(verb, []);
        var options = new Dictionary<string, string?>();
        for (var i = 0; i < words.Length; i++)
        {
            var (name, value) = words[i].IndexOf('=') is var at and > 0 ? (words[i][..at], words[i][(at + 1)..]) : (words[i], null);
            if (known.Contains(name) && value is null)
                options[name] = null;
            else if (!known.Contains(name + "="))
                throw new DevException($"'{verb}' has no option '{words[i]}'. See: dotnet dev.cs help", 2);
            else if (value is not null || ++i < words.Length)
                options[name] = value ?? words[i];
            else
                throw new DevException($"'{verb} {name}' needs a value. See: dotnet dev.cs help", 2);
        }
        return new Arguments(options);
    }
}
