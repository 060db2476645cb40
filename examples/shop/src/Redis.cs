using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Shop;

/// <summary>Redis' own protocol (RESP2), as much of it as a cart needs: one connection, one command at a time, made anew when it breaks.</summary>
internal sealed class Redis(string host, int port) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private TcpClient? connection;
    private BufferedStream? stream;

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <returns>A text, a number (<see cref="long"/>), a list of these, or null.</returns>
    /// <exception cref="PeerFailed">Redis is not there or says that something is wrong.</exception>
    public async Task<object?> Do(CancellationToken cancellation, params string[] command)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            await Connect(cancellation);
            await stream!.WriteAsync(Encode(command), cancellation);
            await stream.FlushAsync(cancellation);
            return await Answer(cancellation);
        }
        catch (Exception failed) when (failed is not PeerFailed)
        {
            // Half an answer may be on its way: nobody can use this connection again.
            Close();
            if (failed is SocketException or IOException or FormatException)
                throw new PeerFailed($"redis at {host}:{port}: {failed.Message}", failed);
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>A command as Redis reads it: how many words, then each with its length in bytes.</summary>
    internal static byte[] Encode(params string[] command)
        => Encoding.UTF8.GetBytes($"*{command.Length}\r\n" + string.Concat(command.Select(word => $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n")));

    public void Dispose()
    {
        Close();
        turn.Dispose();
    }

    private async Task Connect(CancellationToken cancellation)
    {
        if (stream is not null)
            return;
        connection = new TcpClient { NoDelay = true };
        await connection.ConnectAsync(host, port, cancellation);
        stream = new BufferedStream(connection.GetStream());
    }

    private void Close()
    {
        stream?.Dispose();
        connection?.Dispose();
        (stream, connection) = (null, null);
    }

    private async Task<object?> Answer(CancellationToken cancellation)
    {
        var line = await ReadLine(cancellation);
        if (line.Length == 0)
            throw new FormatException("an empty answer");
        var rest = line[1..];
        switch (line[0])
        {
            case '+':
                return rest;
            case ':':
                return long.Parse(rest, CultureInfo.InvariantCulture);
            case '-':
                throw new PeerFailed($"redis at {host}:{port} says: {rest}");
            case '$':
                return Number(rest) is var length and >= 0 ? await ReadText(length, cancellation) : null;
            case '*':
                var list = new List<object?>();
                for (var left = Number(rest); left > 0; left--)
                    list.Add(await Answer(cancellation));
                return list;
            default:
                throw new FormatException($"an answer that begins with {line[0]}");
        }
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private async Task<string> ReadLine(CancellationToken cancellation)
    {
        var (bytes, one) = (new List<byte>(), new byte[1]);
        do
        {
            await stream!.ReadExactlyAsync(one, cancellation);
            bytes.Add(one[0]);
        }
        while (one[0] != '\n');
        return Encoding.UTF8.GetString([.. bytes]).TrimEnd('\r', '\n');
    }

    private async Task<string> ReadText(int length, CancellationToken cancellation)
    {
        var bytes = new byte[length + 2];
        await stream!.ReadExactlyAsync(bytes, cancellation);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
