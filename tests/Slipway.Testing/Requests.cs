using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Slipway.Testing;

/// <summary>A request that got no answer, or another than it should.</summary>
public sealed record Lost(DateTime At, string While, string Over, string Cause)
{
    public override string ToString() => $"{At:HH:mm:ss.fff} while {While}, over {Over}: {Cause}";
}

/// <summary>
/// Fifty requests a second for as long as it lives: half of them over connections of their own, half over five that are kept alive. Plain sockets, for an
/// HTTP client repeats in silence what a closed connection has lost. Nothing is tried again.
/// </summary>
public sealed class Requests : IAsyncDisposable
{
    private const int Kept = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly IPEndPoint address;
    private readonly string expected;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<Lost> lost = new();
    private readonly List<Task> running = [];
    private int answered;

    /// <param name="expected">What the page must hold.</param>
    public Requests(IPEndPoint address, string expected)
    {
        (this.address, this.expected) = (address, expected);
        running.Add(Task.Run(NewConnections));
        for (var i = 0; i < Kept; i++)
            running.Add(Task.Run(KeptConnection));
    }

    /// <summary>What happens meanwhile, for the failures.</summary>
    public string While { get; set; } = "nothing";

    public int Answered => answered;

    public IReadOnlyList<Lost> Lost => [.. lost];

    private async Task NewConnections()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1000 / 25));
        var open = new List<Task>();
        while (await Next(timer))
        {
            open.RemoveAll(t => t.IsCompleted);
            open.Add(OverNew());
        }
        await Task.WhenAll(open);
    }

    private async Task OverNew()
    {
        using var connection = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await Count("a new connection", connection, connect: true);
    }

    private async Task KeptConnection()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1000 / 25 * Kept));
        Socket? connection = null;
        while (await Next(timer))
        {
            var isNew = connection is null;
            connection ??= new Socket(SocketType.Stream, ProtocolType.Tcp);
            if (await Count(isNew ? "a connection to be kept" : "a kept connection", connection, isNew))
                continue;
            connection.Dispose();
            connection = null;
        }
        connection?.Dispose();
    }

    private async Task<bool> Next(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <returns>Whether the connection may be used again: the answer did not say that it closes.</returns>
    private async Task<bool> Count(string over, Socket connection, bool connect)
    {
        var during = While;
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            if (connect)
                await connection.ConnectAsync(address, limit.Token);
            await connection.SendAsync("GET / HTTP/1.1\r\nHost: hello\r\n\r\n"u8.ToArray(), SocketFlags.None, limit.Token);
            var answer = await Answer(connection, limit.Token);
            if (!answer.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal) || !answer.Contains(expected, StringComparison.Ordinal))
                throw new IOException(answer.Length == 0 ? "closed without an answer" : $"answered {answer.ReplaceLineEndings(" ")}");
            Interlocked.Increment(ref answered);
            return !answer.Contains("Connection: close", StringComparison.Ordinal);
        }
        catch (Exception failed) when (failed is IOException or SocketException or OperationCanceledException)
        {
            lost.Enqueue(new(DateTime.UtcNow, during, over, failed is OperationCanceledException ? $"no answer in {Patience.TotalSeconds:0} s" : failed.Message));
            return false;
        }
    }

    /// <summary>The whole answer, as long as its header says, or what came of it before the connection was closed.</summary>
    private static async Task<string> Answer(Socket connection, CancellationToken cancellation)
    {
        var (buffer, length, end) = (new byte[64 * 1024], 0, int.MaxValue);
        while (length < Math.Min(end, buffer.Length))
        {
            var read = await connection.ReceiveAsync(buffer.AsMemory(length), SocketFlags.None, cancellation);
            if (read == 0)
                break;
            length += read;
            if (end == int.MaxValue && buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is >= 0 and var header)
                end = header + 4 + ContentLength(Encoding.ASCII.GetString(buffer, 0, header));
        }
        return length < end && end < int.MaxValue ? throw new IOException($"cut off after {length} of {end} bytes") : Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static int ContentLength(string header)
    {
        const string Name = "\r\nContent-Length: ";
        var at = header.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(header.AsSpan(at + Name.Length, (header.IndexOf('\r', at + Name.Length) is >= 0 and var end ? end : header.Length) - at - Name.Length), null);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(running);
        stop.Dispose();
    }
}
