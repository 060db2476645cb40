namespace Slipway.Dev;

public static class Bench
{
    public static Task<int> Run(Arguments arguments) => throw new DevException("bench", 1);
}
