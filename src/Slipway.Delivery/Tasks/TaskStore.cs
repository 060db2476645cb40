using System.Security.Cryptography;
using Slipway.Components;

namespace Slipway.Delivery;

/// <summary>
/// The programs of an installation's tasks, kept beside its record on this machine: uninstalling and asking need them when no package is at hand. Each is compared with its digest
/// before it runs. Only the user may look in.
/// </summary>
/// <param name="record">The folder of the record.</param>
public sealed class TaskStore(string record)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private string Folder => Path.Combine(record, "tasks");

    public string PathOf(TaskSpec spec) => Path.Combine(Folder, $"program-{spec.Digest}");

    /// <summary>What is run for a component now; null where nothing sound is kept.</summary>
    public TaskSpec? Find(string component) => Find(component, "");

    /// <summary>What was run for it before that.</summary>
    public TaskSpec? Earlier(string component) => Find(component, ".before");

    /// <summary>Keeps a program and how it is run; what was kept until now becomes the earlier one. Throws what the file system refuses.</summary>
    public void Keep(TaskSpec spec, ProgramFile program)
    {
        DurableFile.CreateFolder(Folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Folder, Private);
        if (!IsKept(spec))
        {
            DurableFile.Write(PathOf(spec), program.Content.Span);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(PathOf(spec), Private);
        }
        var (file, content) = (FileOf(spec.Component, ""), CanonicalJson.Bytes(spec.Write()));
        if (File.Exists(file) && File.ReadAllBytes(file) is var now && !now.AsSpan().SequenceEqual(content))
            DurableFile.Write(FileOf(spec.Component, ".before"), now);
        DurableFile.Write(file, content);
    }

    /// <summary>The earlier one is the one that is run again.</summary>
    public void Return(TaskSpec earlier)
    {
        DurableFile.Write(FileOf(earlier.Component, ""), CanonicalJson.Bytes(earlier.Write()));
        File.Delete(FileOf(earlier.Component, ".before"));
    }

    /// <summary>What went is not run any more. A program that no task names goes with it.</summary>
    public void Forget(string component)
    {
        if (!Directory.Exists(Folder))
            return;
        File.Delete(FileOf(component, ""));
        File.Delete(FileOf(component, ".before"));
        var named = Directory.EnumerateFiles(Folder, "*.json").Select(file => TaskSpec.Read(File.ReadAllBytes(file))).OfType<TaskSpec>().Select(PathOf).ToHashSet(StringComparer.Ordinal);
        foreach (var program in Directory.EnumerateFiles(Folder, "program-*").Where(path => !named.Contains(path)))
            File.Delete(program);
    }

    private TaskSpec? Find(string component, string which)
    {
        var file = FileOf(component, which);
        return File.Exists(file) && TaskSpec.Read(File.ReadAllBytes(file)) is { } spec && IsKept(spec) ? spec : null;
    }

    private bool IsKept(TaskSpec spec)
        => File.Exists(PathOf(spec)) && Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(PathOf(spec)))) == spec.Digest;

    private string FileOf(string component, string which) => Path.Combine(Folder, $"{component}{which}.json");
}
