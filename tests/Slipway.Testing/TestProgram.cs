using System.Diagnostics;

namespace Slipway.Testing;

/// <summary>
/// A program that a test writes and then runs. Another process writes it: of a file that this one writes, a child that a test beside is just starting has a copy of the open handle
/// until it takes up its own program, and what somebody has open for writing the kernel does not run ("Text file busy").
/// </summary>
public static class TestProgram
{
    /// <summary>A shell script, executable for its owner. The folder is made where it is not there; what was there before is gone.</summary>
    /// <param name="script">Without its first line.</param>
    public static string Script(string path, string script)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var writer = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "rm -f \"$0\" && cat > \"$0\" && chmod 755 \"$0\"", path]) { RedirectStandardInput = true })!;
        writer.StandardInput.Write($"#!/bin/sh\n{script}\n");
        writer.StandardInput.Close();
        writer.WaitForExit();
        return writer.ExitCode == 0 ? path : throw new IOException($"{path} could not be written: exit code {writer.ExitCode}");
    }
}
