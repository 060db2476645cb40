using System.Security.Cryptography;
using System.Text;
using Slipway.Components;

namespace Slipway.Packages;

/// <summary>What a step was made from and what it made, as digests, so that it is not run again for nothing. Contents count, times do not.</summary>
internal sealed class StepMemory(string memory, string folder, BuildStepDefinition step)
{
    /// <summary>The rest of the environment may differ from day to day and must not matter.</summary>
    private static readonly string[] OfNoMatter = ["PATH", "HOME", "TMPDIR", "USER", "XDG_CACHE_HOME"];

    private string File => Path.Combine(memory, Hash($"{folder}\n{step.Name.Value}")[..32]);

    /// <summary>Whether inputs and outputs are what they were when the step last ended well. A step without inputs never is: nobody knows what it reads.</summary>
    public bool IsAsMade(IReadOnlyDictionary<string, string> environment)
    {
        try
        {
            return step.Inputs.Count > 0 && System.IO.File.Exists(File) && step.Outputs.All(output => Path.Exists(Path.Combine(folder, output.Value)))
                && System.IO.File.ReadAllText(File) == State(environment);
        }
        catch (Exception e) when (FileProblems.IsOne(e))
        {
            return false;
        }
    }

    public void Forget()
    {
        try
        {
            System.IO.File.Delete(File);
        }
        catch (Exception e) when (FileProblems.IsOne(e))
        {
            // What cannot be forgotten could not be remembered either.
        }
    }

    public void Remember(IReadOnlyDictionary<string, string> environment)
    {
        if (step.Inputs.Count == 0)
            return;
        try
        {
            Directory.CreateDirectory(memory);
            System.IO.File.WriteAllText(File, State(environment));
        }
        catch (Exception e) when (FileProblems.IsOne(e))
        {
            // Then it runs again next time.
        }
    }

    private string State(IReadOnlyDictionary<string, string> environment)
    {
        var outputs = step.Outputs.Select(output => Path.GetFullPath(Path.Combine(folder, output.Value))).ToList();
        var text = new StringBuilder();
        foreach (var word in step.Run)
            text.Append("run ").Append(Hash(word.Value)).Append('\n');
        text.Append("in ").Append(Hash(step.In.Value)).Append('\n');
        foreach (var (name, value) in environment.Where(variable => !OfNoMatter.Contains(variable.Key)).OrderBy(variable => variable.Key, StringComparer.Ordinal))
            text.Append("env ").Append(name).Append(' ').Append(Hash(value)).Append('\n');
        foreach (var path in step.Inputs.Select(input => Path.GetFullPath(Path.Combine(folder, input.Value))).SelectMany(FilesOf)
            .Where(path => !outputs.Any(output => path == output || path.StartsWith(output + "/", StringComparison.Ordinal))).Distinct().Order(StringComparer.Ordinal))
            text.Append("input ").Append(Of(path)).Append('\n');
        foreach (var path in outputs.SelectMany(FilesOf).Distinct().Order(StringComparer.Ordinal))
            text.Append("output ").Append(Of(path)).Append('\n');
        return text.ToString();
    }

    /// <summary>A git folder changes with every look at it, and links may lead round in circles.</summary>
    private static IEnumerable<string> FilesOf(string path)
    {
        if (System.IO.File.Exists(path))
            return [path];
        return !Directory.Exists(path) ? [] : Directory.EnumerateFileSystemEntries(path, "*", SearchOption.TopDirectoryOnly)
            .Where(entry => Path.GetFileName(entry) != ".git")
            .SelectMany(entry => (System.IO.File.GetAttributes(entry) & (FileAttributes.Directory | FileAttributes.ReparsePoint)) == FileAttributes.Directory ? FilesOf(entry) : [entry]);
    }

    private string Of(string path)
    {
        var name = Path.GetRelativePath(folder, path);
        if (System.IO.File.ResolveLinkTarget(path, returnFinalTarget: false) is { } link)
            return $"{name} → {Hash(link.FullName)}";
        using var content = System.IO.File.OpenRead(path);
        var mode = OperatingSystem.IsWindows() ? "" : (System.IO.File.GetUnixFileMode(path) & UnixFileMode.UserExecute) != 0 ? "x" : "-";
        return $"{name} {mode} {Convert.ToHexStringLower(SHA256.HashData(content))}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
