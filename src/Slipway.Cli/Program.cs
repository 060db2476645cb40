namespace Slipway.Cli;

public static class Program
{
    public static Task<int> Main(string[] arguments)
    {
        // Answered before any library is touched: scripts and editors ask for it often.
        if (arguments is ["--version"])
        {
            using var output = ProcessStreams.Raw(1);
            output.Write(ProgramVersion.NameAndVersion);
            output.Write("\n"u8);
            return Task.FromResult(ExitCode.Done);
        }
        return Shell.Run(arguments);
    }
}
