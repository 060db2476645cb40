using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Shop;
using Shop.Roles;

namespace Slipway.Examples.Tests;

/// <summary>Redis' protocol as the cart speaks it, and settings that change while a service runs.</summary>
public class ShopPartsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("+PONG\r\n", "PONG")]
    [InlineData(":-12\r\n", -12L)]
    [InlineData("$-1\r\n", null)]
    [InlineData("$0\r\n\r\n", "")]
    [InlineData("$4\r\na\r\nb\r\n", "a\r\nb")]
    public async Task An_answer_of_Redis_is_read_as_what_it_is(string answer, object? expected)
    {
        using var server = new Answering(answer);
        using var redis = new Redis("127.0.0.1", server.Port);
        (await redis.Do(Cancellation, "PING")).ShouldBe(expected);
    }

    [Fact]
    public async Task A_list_is_read_with_everything_in_it()
    {
        using var server = new Answering("*3\r\n$3\r\nmug\r\n$-1\r\n*1\r\n:2\r\n");
        using var redis = new Redis("127.0.0.1", server.Port);
        var list = (List<object?>)(await redis.Do(Cancellation, "HGETALL", "cart"))!;
        list[..2].ShouldBe(["mug", null]);
        ((List<object?>)list[2]!).ShouldBe([2L]);
    }

    [Fact]
    public async Task What_Redis_complains_about_is_told_and_the_connection_goes_on()
    {
        using var server = new Answering("-LOADING data\r\n", "+PONG\r\n");
        using var redis = new Redis("127.0.0.1", server.Port);
        (await Should.ThrowAsync<PeerFailed>(() => redis.Do(Cancellation, "PING"))).Message.ShouldEndWith("says: LOADING data");
        (await redis.Do(Cancellation, "PING")).ShouldBe("PONG");
        server.Connections.ShouldBe(1);
    }

    [Theory]
    [InlineData("!what\r\n")]
    [InlineData("$5\r\nab")]
    [InlineData("")]
    public async Task After_half_an_answer_another_connection_is_made(string half)
    {
        using var server = new Answering(half, "+PONG\r\n") { ClosesAfterFirst = true };
        using var redis = new Redis("127.0.0.1", server.Port);
        await Should.ThrowAsync<PeerFailed>(() => redis.Do(Cancellation, "PING"));
        (await redis.Do(Cancellation, "PING")).ShouldBe("PONG");
        server.Connections.ShouldBe(2);
    }

    [Fact]
    public void A_hot_file_is_read_again_after_a_second_and_a_broken_one_leaves_what_was()
    {
        var (file, time) = (Path.GetTempFileName(), new Moving());
        try
        {
            File.WriteAllText(file, """{"banner":"one"}""");
            var settings = new HotFile<FrontendSettings>(file, new("none"), Wire.Default.FrontendSettings, time, NullLogger.Instance);
            settings.Current.Banner.ShouldBe("one");
            File.WriteAllText(file, """{"banner":"two"}""");
            settings.Current.Banner.ShouldBe("one", "it is looked at once a second");
            time.Seconds = 2;
            settings.Current.Banner.ShouldBe("two");
            File.WriteAllText(file, """{"banner":""");
            time.Seconds = 4;
            settings.Current.Banner.ShouldBe("two");
            File.Delete(file);
            time.Seconds = 6;
            settings.Current.Banner.ShouldBe("none");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private sealed class Moving : TimeProvider
    {
        public int Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }

    /// <summary>Says one prepared text for each command that comes.</summary>
    private sealed class Answering : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly Queue<string> answers;

        public Answering(params string[] answers)
        {
            this.answers = new(answers);
            listener.Start();
            _ = Serve();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public int Connections { get; private set; }

        public bool ClosesAfterFirst { get; init; }

        public void Dispose() => listener.Dispose();

        private async Task Serve()
        {
            var buffer = new byte[1024];
            while (answers.Count > 0)
            {
                using var client = await listener.AcceptTcpClientAsync(Cancellation);
                Connections++;
                while (answers.Count > 0 && await client.GetStream().ReadAsync(buffer, Cancellation) > 0)
                {
                    await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(answers.Dequeue()), Cancellation);
                    if (ClosesAfterFirst)
                        break;
                }
            }
        }
    }
}
