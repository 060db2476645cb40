using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Slipway.Dev;

/// <summary>The verb `try`: the tour of the README, done for you. A cluster is touched only when that is asked for.</summary>
public static partial class TryExamples
{
    private const string Hello = "examples/hello/service.yaml";
    private const string Sleep = "examples/sleep/service.yaml";

    // Its records are its own, not among those of real installations.
    private static readonly string[] State = ["--state", "dist/try/state"];

    public static async Task<int> Run(Arguments arguments)
    {
        var cluster = arguments.Has("--cluster") || Environment.GetEnvironmentVariable("SLIPWAY_TEST_CLUSTER") == "1";
        var (helm, missing) = await PinnedHelm.Find();
        var slipway = await Build();
        var environment = RunTests.Environment(helm);
        Shell.Say("Check the definitions");
        await Shell.Show(slipway, ["check", Hello, Sleep], environment);
        Shell.Say("Make a Helm chart and values of one");
        await Shell.Show(slipway, ["render", Hello, "--out", "dist/try/hello"], environment);
        if (helm is null)
        {
            Shell.Note($"\nLeft out, for want of Helm: manifests{(cluster ? ", and the cluster" : "")}. {missing}");
            return cluster ? 3 : 0;
        }
        Shell.Say("Write manifests to a directory, as GitOps wants them");
        await Shell.Show(slipway, ["install", Hello, Sleep, "--target", "dir:dist/try/manifests", "--yes"], environment);
        foreach (var file in Directory.GetFiles(Shell.At("dist", "try", "manifests"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            Shell.Note(Path.GetRelativePath(Shell.Root, file));
        if (cluster)
            await OnCluster(slipway, environment);
        else
            Shell.Note("\nNo cluster was touched. To install examples/hello on the one that KUBECONFIG names: dotnet dev.cs try --cluster");
        return 0;
    }

    /// <summary>The command line as an ordinary, just-in-time program: no C compiler needed.</summary>
    public static async Task<string> Build()
    {
        Shell.Say("Build");
        if (await Shell.Run("dotnet", ["build", "src/Slipway.Cli", .. Shell.BuildArguments, "-v:minimal", "-tl:off"], Shell.English()) != 0)
            throw new DevException("The build failed.", 1);
        return Shell.At("artifacts", "bin", "Slipway.Cli", "debug", "slipway");
    }

    private static async Task OnCluster(string slipway, Dictionary<string, string?> environment)
    {
        var name = $"slipway-try-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(2))}";
        Shell.Say($"Install examples/hello: context {CurrentContext()}, namespace {name} (new)");
        if (await LoadImages.Load(LoadImages.Make()) is { } failure)
            Shell.Note(failure + "\nGoing on, in case the nodes have the image already.");
        try
        {
            await Shell.Show(slipway, ["install", Hello, "-n", name, "--create-namespace", "--timeout", "90s", "--yes", .. State], environment);
            await Shell.Show(slipway, ["status", "hello", "-n", name], environment);
            await Answer(name);
            await Shell.Show(slipway, ["logs", "hello", "-n", name], environment);
            await Shell.Show(slipway, ["history", "hello", "-n", name, .. State], environment);
            await Shell.Show(slipway, ["uninstall", "hello", "-n", name, "--yes", .. State], environment);
        }
        finally
        {
            await RemoveNamespace(name);
        }
    }

    /// <summary>Asks the service for its page, through the API server's proxy.</summary>
    private static async Task Answer(string name)
    {
        if (Shell.Find("kubectl") is not { } kubectl)
        {
            Shell.Note($"There is no kubectl on PATH, so the page was not fetched; the readiness probe, an HTTP request, was answered.");
            return;
        }
        await Shell.Show(kubectl, ["get", "--raw", $"/api/v1/namespaces/{name}/services/hello:http/proxy/"]);
    }

    private static async Task RemoveNamespace(string name)
    {
        if (Shell.Find("kubectl") is { } kubectl && (await Shell.Capture(kubectl, ["delete", "namespace", name, "--ignore-not-found", "--wait=false"])).ExitCode == 0)
            Shell.Note($"The namespace {name} is being deleted.");
        else
            Shell.Note($"The namespace {name} may be left. Delete it by: kubectl delete namespace {name}");
    }

    /// <summary>The context's name for people to see before anything happens; slipway itself reads the kubeconfig properly, and says what is wrong with it.</summary>
    private static string CurrentContext()
    {
        var files = (Environment.GetEnvironmentVariable("KUBECONFIG") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        if (files.Length == 0)
            files = [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")];
        if (!files.Any(File.Exists))
            throw new DevException($"There is no kubeconfig at {string.Join(", ", files)}: KUBECONFIG names the file of the cluster to use.", 3);
        return files.Where(File.Exists).Select(file => ContextLine().Match(File.ReadAllText(file)))
            .FirstOrDefault(match => match.Success)?.Groups[1].Value.Trim('"', '\'') ?? "(none)";
    }

    [GeneratedRegex(@"^current-context:\s*(\S+)", RegexOptions.Multiline)]
    private static partial Regex ContextLine();
}
