using System.Text.RegularExpressions;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Cli.Tests.Codes;

/// <summary>What a case's shell lines see around them: a home, a search path with <c>slipway</c>, and a namespace where they need a cluster.</summary>
internal sealed partial class CodePlace
{
    private static readonly Lazy<Task<string>> CurrentContext = new(async () =>
        (await TheProgram.Start(TestEnvironment.Needs("kubectl"), [], "config", "current-context")).Out.Trim());

    private string context = "";

    private readonly CodeCase code;
    private readonly string files;
    private readonly Dictionary<string, string?> environment;

    private CodePlace(CodeCase code, string files, Dictionary<string, string?> environment)
        => (this.code, this.files, this.environment) = (code, files, environment);

    /// <summary>A text that stands in no output by accident, also where there is no namespace.</summary>
    public string Namespace => environment["NAMESPACE"]!;

    public static async Task<CodePlace> Make(CodeCase code, DirectoryInfo top, string files, Language language)
    {
        var (home, programs) = (top.CreateSubdirectory("home").FullName, top.CreateSubdirectory("bin").FullName);
        // Another user may not enter the folder that the repository lies in.
        File.CreateSymbolicLink(Path.Combine(programs, "slipway"), code.Needs.Contains("setpriv") ? TheProgram.ReadableCopy() : TheProgram.Path);
        var place = new CodePlace(code, files, new()
        {
            ["HOME"] = home,
            ["XDG_STATE_HOME"] = null,
            ["XDG_CACHE_HOME"] = null,
            ["XDG_CONFIG_HOME"] = null,
            ["PATH"] = $"{programs}:{Environment.GetEnvironmentVariable("PATH")}",
            ["LC_ALL"] = language == Language.Chinese ? "zh_CN.UTF-8" : "C",
            ["HELM"] = TestEnvironment.Find("helm", "SLIPWAY_HELM"),
            ["NAMESPACE"] = $"{code.Code.ToLowerInvariant()}-{Guid.NewGuid():n}"[..16],
        });
        if (!code.Needs.Contains("cluster"))
            place.environment["KUBECONFIG"] = null;
        else
        {
            await place.MustDo("kubectl create namespace $NAMESPACE");
            place.context = await CurrentContext.Value;
        }
        foreach (var (name, value) in code.Env)
            place.environment[name] = value.Replace("$FILES", files, StringComparison.Ordinal).Replace("$HOME", home, StringComparison.Ordinal);
        return place;
    }

    /// <summary>Without what differs from run to run and from cluster to cluster: names, ids, and how often a waiting was told.</summary>
    public string Steady(string text)
    {
        text = text.Replace(Namespace, "NAMESPACE", StringComparison.Ordinal);
        if (context.Length == 0)
            return text;
        text = Waiting().Replace(Uid().Replace(RunId().Replace(text, "RUN"), "UID"), "");
        return Regex.Replace(text, $"(?<=@|context |上下文 ){Regex.Escape(context)}\\b", "CONTEXT");
    }

    public Task<Ran> Do(string lines)
        => TheProgram.Start("/bin/sh", environment, "-c", $"cd '{files}'\n{lines}");

    public async Task MustDo(string lines)
    {
        var ran = await Do($"set -e\n{lines}");
        if (ran.ExitCode != 0)
            throw new InvalidOperationException($"{code.Code}: these lines ended with {ran.ExitCode}:\n{lines}\n{ran.Out}{ran.Error}");
    }

    public async Task Leave()
    {
        if (!code.Needs.Contains("cluster"))
            return;
        // Many pods here hear no SIGTERM; what waits 30 s for its end takes the node's time from the cases that follow.
        await Do("kubectl delete namespace $NAMESPACE --ignore-not-found --wait=false; kubectl delete pods --all --grace-period=1 --wait=false -n $NAMESPACE");
    }

    [GeneratedRegex(@"^\S.*(: [0-9]+ of [0-9]+ ready|：[0-9]+ 个中有 [0-9]+ 个就绪)\n|^\S+(: pods still ending: |：仍在结束的 Pod：).*\n|^  (because: |原因：).*\n", RegexOptions.Multiline)]
    private static partial Regex Waiting();

    [GeneratedRegex(@"\b[0-9]{8}T[0-9]{6}-[0-9a-f]{6}\b")]
    private static partial Regex RunId();

    [GeneratedRegex(@"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")]
    private static partial Regex Uid();
}
