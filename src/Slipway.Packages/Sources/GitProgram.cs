using System.Diagnostics;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>
/// The <c>git</c> program, for repositories of strangers: nothing of theirs is ever run or checked out. No hooks, no monitors, no filters, no submodules, no transport but the one of
/// the address; the user's own configuration stays, since credentials, certificates and proxies stand there.
/// </summary>
internal sealed class GitProgram(string address)
{
    private const int MostTree = 64 << 20;

    private static readonly string[] Settings =
    [
        "core.hooksPath=/dev/null", "core.fsmonitor=false", "core.askPass=", "submodule.recurse=false", "fetch.recurseSubmodules=false", "fetch.fsckObjects=true",
        "transfer.bundleURI=false", "gc.auto=0", "maintenance.auto=false", "protocol.allow=never", "init.templateDir=", "core.symlinks=false", "advice.detachedHead=false",
    ];

    private bool? ownSsh;

    private bool IsSsh => !IsLocal && !address.StartsWith("https:", StringComparison.Ordinal);

    private bool IsLocal => address.StartsWith("file:", StringComparison.Ordinal);

    /// <summary>Throws <see cref="ImageException"/> where there is no git.</summary>
    public async Task<ProgramEnd> Run(TimeSpan limit, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        try
        {
            return await ProgramRun.Run(new ProgramCall("git", [.. Fixed(), .. arguments]) { Environment = Surroundings(), Limit = limit, MostOutput = MostTree }, cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            var why = NotStarted.Of(e, "git");
            throw new ImageException(new Diagnostic(SourceRules.GitMissing, null, [address, why.English]) { ChineseArguments = [address, why.Chinese] }, e);
        }
    }

    /// <summary>A blob of a repository on this disk; null where it is larger than <paramref name="most"/> bytes or cannot be had.</summary>
    public byte[]? Blob(string repository, string blob, int most)
    {
        var start = new ProcessStartInfo("git", [.. Fixed(), "-C", repository, "cat-file", "blob", blob]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment.Clear();
        foreach (var (name, value) in Surroundings())
            start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new IOException("git did not start.");
        process.StandardInput.Close();
        _ = process.StandardError.ReadToEndAsync();
        var content = new MemoryStream();
        var buffer = new byte[1 << 15];
        while (process.StandardOutput.BaseStream.Read(buffer) is > 0 and var read && content.Length <= most)
            content.Write(buffer, 0, read);
        if (content.Length > most)
            process.Kill();
        process.WaitForExit();
        return process.ExitCode == 0 && content.Length <= most ? content.ToArray() : null;
    }

    private IEnumerable<string> Fixed()
    {
        foreach (var setting in Settings.Append(IsLocal ? "protocol.file.allow=always" : "protocol.https.allow=always").Append(IsLocal ? "protocol.version=2" : "protocol.ssh.allow=always"))
        {
            yield return "-c";
            yield return setting;
        }
    }

    private Dictionary<string, string> Surroundings()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
            if (variable is { Key: string name, Value: string value } && MayStay(name))
                environment[name] = value;
        environment["GIT_TERMINAL_PROMPT"] = "0";
        environment["GIT_ALLOW_PROTOCOL"] = IsLocal ? "file" : "https:ssh";
        environment["GIT_NO_REPLACE_OBJECTS"] = "1";
        environment["GIT_OPTIONAL_LOCKS"] = "0";
        environment["GIT_LFS_SKIP_SMUDGE"] = "1";
        environment["LC_ALL"] = "C";
        // Git takes the variable before what the user has configured, so it is only set where nothing is.
        if (IsSsh && !environment.ContainsKey("GIT_SSH_COMMAND") && !environment.ContainsKey("GIT_SSH") && !HasOwnSsh(environment))
            environment["GIT_SSH_COMMAND"] = "ssh -o BatchMode=yes";
        return environment;
    }

    private bool HasOwnSsh(Dictionary<string, string> environment)
    {
        if (ownSsh is { } known)
            return known;
        var start = new ProcessStartInfo("git", ["config", "--get", "core.sshCommand"]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start)!;
            _ = process.StandardError.ReadToEndAsync();
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            ownSsh = said.Trim().Length > 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // The call itself tells that there is no git.
            ownSsh = false;
        }
        return ownSsh.Value;
    }

    /// <summary>Git's own variables could turn its commands to another repository; those that say how servers are reached stay.</summary>
    private static bool MayStay(string name)
        => !name.StartsWith("GIT_", StringComparison.Ordinal) || name is "GIT_SSH" or "GIT_SSH_COMMAND" or "GIT_SSL_CAINFO" or "GIT_SSL_CAPATH" or "GIT_CONFIG_GLOBAL" or "GIT_CONFIG_SYSTEM" or "GIT_CONFIG_NOSYSTEM";
}
