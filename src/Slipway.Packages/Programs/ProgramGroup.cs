using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Slipway.Packages;

/// <summary>
/// A program and all that it starts, known by a mark in their environment: a child keeps it whoever its parent becomes, in whatever session. So what a killed run left is found by
/// a later one, too.
/// </summary>
public static partial class ProgramGroup
{
    public const string Variable = "SLIPWAY_TASK_MARK";

    /// <summary>Of util-linux and of busybox: starts a program as the leader of a session.</summary>
    internal const string Starter = "setsid";

    private const int Terminate = 15;

    /// <summary>What is killed and still there after this hangs in the kernel: nobody can end it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How long a process may be between two programs before it counts as one that has no environment at all.</summary>
    private static readonly TimeSpan Exchange = TimeSpan.FromMilliseconds(250);

    /// <summary>Whether this machine can run marked programs.</summary>
    public static bool IsPossible => OperatingSystem.IsLinux();

    /// <summary>
    /// Kills what carries a mark, until nothing does; a child that is born meanwhile carries it too. Nothing does when two looks in a row found none: the first may have passed
    /// the place of a child before its parent bore it and ended.
    /// </summary>
    /// <returns>The names of what was killed. The clock is the machine's: processes live by no other.</returns>
    public static Task<IReadOnlyList<string>> Kill(string mark) => Kill(mark, null);

    /// <inheritdoc cref="Kill(string)"/>
    /// <param name="kin">What is killed, too, though it carries no mark; null where nobody has looked.</param>
    internal static async Task<IReadOnlyList<string>> Kill(string mark, Kin? kin)
    {
        var names = new List<string>();
        var clock = Stopwatch.StartNew();
        for (var none = 0; none < 2 && clock.Elapsed < Patience;)
        {
            var (members, unsure) = Members(mark);
            members = [.. members.Union(kin?.Alive() ?? [])];
            foreach (var id in members)
                End(id, names);
            var empty = members.Count == 0 && !(unsure && clock.Elapsed < Exchange);
            none = empty ? none + 1 : 0;
            if (!empty)
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System).ConfigureAwait(false);
        }
        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    private static void End(int id, List<string> names)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            names.Add(process.ProcessName);
            process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It ended by itself.
        }
    }

    /// <summary>First asks all of them to end, then kills.</summary>
    internal static async Task Stop(Process leader, ProgramCall call, Kin kin)
    {
        foreach (var id in Members(call.Mark!).Found.Union(kin.Alive()).Append(leader.Id).Distinct())
            _ = Signal(id, Terminate);
        using var patience = new CancellationTokenSource(call.Grace, call.Time);
        try
        {
            await leader.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            leader.Kill(entireProcessTree: true);
        }
        await Kill(call.Mark!, kin).ConfigureAwait(false);
    }

    /// <summary>
    /// Processes of this user that carry the mark. Those of others cannot be read, and are none of ours. It is unsure while one of them has no environment to read: the kernel
    /// shows none of a process that is taking up another program (<c>execve</c>), and that one may carry the mark in the next moment.
    /// </summary>
    private static (List<int> Found, bool Unsure) Members(string mark)
    {
        var (members, unsure) = (new List<int>(), false);
        var wanted = Encoding.UTF8.GetBytes($"\0{Variable}={mark}\0");
        foreach (var folder in IsPossible ? Directory.EnumerateDirectories("/proc") : [])
        {
            if (!int.TryParse(Path.GetFileName(folder), out var id) || id == Environment.ProcessId)
                continue;
            try
            {
                var environment = File.ReadAllBytes($"{folder}/environ").AsSpan();
                if (environment.StartsWith(wanted.AsSpan(1)) || environment.IndexOf(wanted) >= 0)
                    members.Add(id);
                else if (environment.IsEmpty)
                    unsure |= TakesUpAnother(File.ReadAllText($"{folder}/stat"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another user's, or gone.
            }
        }
        return (members, unsure);
    }

    /// <summary>Neither one that has ended and waits for its parent nor a thread of the kernel: these have no environment either.</summary>
    /// <param name="stat">As in proc(5): <c>PID (NAME) STATE PPID PGRP SESSION TTY TPGID FLAGS …</c>; a name may have blanks and parentheses.</param>
    private static bool TakesUpAnother(string stat)
    {
        const uint KernelThread = 0x00200000;
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 6 && fields[0] is not ("Z" or "X") && uint.TryParse(fields[6], out var flags) && (flags & KernelThread) == 0;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
