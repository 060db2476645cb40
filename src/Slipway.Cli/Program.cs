namespace Slipway.Cli;

public static class Program
{
    public static int Main(string[] arguments) => arguments.Length;
}
