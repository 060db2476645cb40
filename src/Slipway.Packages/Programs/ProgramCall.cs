namespace Slipway.Packages;

/// <summary>A program to run, and what bounds it.</summary>
/// <param name="Program">A path, or a name that PATH leads to.</param>
public sealed record ProgramCall(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Null for the folder that Slipway itself stands in.</summary>
    public string? Folder { get; init; }

    /// <summary>All of the program's environment; null for Slipway's own.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>What it reads on standard input; null for nothing at all.</summary>
    public byte[]? Input { get; init; }

    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Bytes of standard output that are kept. A program that writes more is ended.</summary>
    public int MostOutput { get; init; } = 16 << 20;

    /// <summary>Standard output is kept like standard error, only the end of it and in the order of both; a long build says much.</summary>
    public bool IsTalk { get; init; }

    /// <summary>
    /// A text that stands in the program's environment as <see cref="ProgramGroup.Variable"/>, and in that of all that it starts: at its end, and when it is ended, none of those go on. It
    /// then has a session of its own, so that a key at the terminal reaches only Slipway. Null for a program whose children are its own matter. Linux alone has it.
    /// </summary>
    public string? Mark { get; init; }

    /// <summary>With a <see cref="Mark"/>: how long a program that is told to end (SIGTERM) may take before it is killed.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Told each line of standard error as it comes, from other threads, cut to 500 characters; null where nobody listens.</summary>
    public Action<string>? Line { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>How a program ended.</summary>
/// <param name="Code">Of a program that was ended, whatever its end gave.</param>
/// <param name="Said">The last of what it wrote to standard error, at most 200 lines and 64 KiB.</param>
public sealed record ProgramEnd(int Code, byte[] Output, string Said)
{
    public bool TimedOut { get; init; }

    public bool SaidTooMuch { get; init; }

    /// <summary>With a mark: the names of what it had started and left running, which was killed.</summary>
    public IReadOnlyList<string> LeftBehind { get; init; } = [];

    public bool Succeeded => Code == 0 && !TimedOut && !SaidTooMuch;

    /// <summary>The last lines that say anything, at most so many.</summary>
    public string LastLines(int most) => string.Join('\n', Said.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).TakeLast(most));
}
