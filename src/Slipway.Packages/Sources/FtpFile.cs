using System.Net.Sockets;
using System.Text;

namespace Slipway.Packages;

/// <summary>
/// One small file over FTP, passively and as it is. Only the few words that this needs: FtpWebRequest is obsolete (docs/decisions/0028). The file comes from the
/// server that was named: an address that the server itself gives for the data is not looked at, only the port.
/// </summary>
internal sealed class FtpFile : IDisposable
{
    private const int LongestLine = 4096;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly TcpClient control = new();
    private readonly Uri address;
    private readonly CancellationToken cancellation;
    private NetworkStream? line;

    private FtpFile(Uri address, CancellationToken cancellation) => (this.address, this.cancellation) = (address, cancellation);

    public static async Task<byte[]> Get(Uri address, Login? login, int most, TimeProvider time, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var timer = new CancellationTokenSource(Limit, time);
        using var onTimer = timer.Token.Register(limited.Cancel);
        using var file = new FtpFile(address, limited.Token);
        try
        {
            return await file.Get(login, most).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw SourceRules.ScriptFailed.With(e, file.Shown, $"> {Limit.TotalSeconds:0} s");
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw SourceRules.ScriptFailed.With(e, file.Shown, e.Message);
        }
    }

    public void Dispose()
    {
        line?.Dispose();
        control.Dispose();
    }

    private string Shown => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.Unescaped);

    private async Task<byte[]> Get(Login? login, int most)
    {
        await control.ConnectAsync(address.Host, address.IsDefaultPort ? 21 : address.Port, cancellation).ConfigureAwait(false);
        line = control.GetStream();
        await Expect(await Reply().ConfigureAwait(false), 220).ConfigureAwait(false);
        var answer = await Ask($"USER {login?.User ?? "anonymous"}").ConfigureAwait(false);
        if (answer.Code == 331)
            answer = await Ask($"PASS {login?.Password ?? "slipway@"}").ConfigureAwait(false);
        await Expect(answer, 230, 202).ConfigureAwait(false);
        await Expect(await Ask("TYPE I").ConfigureAwait(false), 200).ConfigureAwait(false);
        using var data = new TcpClient();
        await data.ConnectAsync(address.Host, await Port().ConfigureAwait(false), cancellation).ConfigureAwait(false);
        await Expect(await Ask($"RETR {Uri.UnescapeDataString(address.AbsolutePath)}").ConfigureAwait(false), 150, 125).ConfigureAwait(false);
        using var body = data.GetStream();
        var content = await LayoutFiles.ReadAll(body, most, () => SourceRules.ScriptFailed.With(Shown, $"> {most} bytes"), cancellation).ConfigureAwait(false);
        data.Close();
        // Only now is it known that the file is whole: its end looks like a broken connection.
        await Expect(await Reply().ConfigureAwait(false), 226, 250).ConfigureAwait(false);
        return content;
    }

    private async Task<int> Port()
    {
        var extended = await Ask("EPSV").ConfigureAwait(false);
        if (extended.Code == 229 && extended.Text.Split('|') is [_, "", "", var port, ..] && int.TryParse(port, out var known) && known is > 0 and < 65536)
            return known;
        var passive = await Ask("PASV").ConfigureAwait(false);
        await Expect(passive, 227).ConfigureAwait(false);
        var numbers = passive.Text[(passive.Text.IndexOf('(', StringComparison.Ordinal) + 1)..].TrimEnd(')', '.', ' ').Split(',');
        return numbers.Length == 6 && byte.TryParse(numbers[4], out var high) && byte.TryParse(numbers[5], out var low) ? (high << 8) + low : throw SourceRules.ScriptFailed.With(Shown, passive.Text);
    }

    private Task Expect((int Code, string Text) answer, params ReadOnlySpan<int> codes)
        => codes.Contains(answer.Code) ? Task.CompletedTask : throw SourceRules.ScriptFailed.With(Shown, answer.Text);

    private async Task<(int Code, string Text)> Ask(string command)
    {
        // A line break in a name would be a command of its own.
        if (command.Any(char.IsControl))
            throw SourceRules.ScriptFailed.With(Shown, "control character");
        await line!.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancellation).ConfigureAwait(false);
        return await Reply().ConfigureAwait(false);
    }

    /// <summary>A reply may have many lines; the one that begins with the first one's digits and a blank is its last.</summary>
    private async Task<(int Code, string Text)> Reply()
    {
        var first = await Line().ConfigureAwait(false);
        if (first.Length < 3 || !int.TryParse(first[..3], out var code))
            throw SourceRules.ScriptFailed.With(Shown, first.Length > 80 ? first[..80] : first);
        var last = first;
        for (var lines = 0; last.Length > 3 && !(last.StartsWith(first[..3], StringComparison.Ordinal) && last[3] == ' '); lines++)
            last = lines < 1000 ? await Line().ConfigureAwait(false) : throw SourceRules.ScriptFailed.With(Shown, "> 1000 lines");
        return (code, last);
    }

    private async Task<string> Line()
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (await line!.ReadAsync(one, cancellation).ConfigureAwait(false) == 1)
            if (one[0] == '\n')
                return Encoding.UTF8.GetString([.. bytes]).TrimEnd('\r');
            else if (bytes.Count < LongestLine)
                bytes.Add(one[0]);
            else
                throw SourceRules.ScriptFailed.With(Shown, $"> {LongestLine} bytes");
        throw SourceRules.ScriptFailed.With(Shown, "EOF");
    }
}
