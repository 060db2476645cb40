using System.Net.Mail;

namespace Shop.Roles;

/// <summary>
/// Fetches from checkout what customers have to be written about, and sends it by SMTP; without a server the mail is a line of the log. It asks and is not called:
/// so it does not matter which of the two senders an installation has.
/// </summary>
internal sealed class Mail(Peers peers, TimeProvider time, ILogger<Mail> log, bool digest) : BackgroundService
{
    private readonly string server = Setting.Text("SMTP_HOST", ""), sender = Setting.Text("SMTP_FROM", "shop@example.com"), owner = Setting.Text("DIGEST_TO", "owner@example.com");
    private readonly TimeSpan pause = TimeSpan.FromSeconds(digest ? Setting.Number("DIGEST_SECONDS", 60) : 1);

    public static void Map(IEndpointRouteBuilder routes)
    {
    }

    /// <summary>A mail to each customer.</summary>
    public static void Add(IServiceCollection services) => Add(services, digest: false);

    /// <summary>One mail to the shop's owner with everything that was ordered meanwhile.</summary>
    public static void AddDigest(IServiceCollection services) => Add(services, digest: true);

    private static void Add(IServiceCollection services, bool digest)
        => services.AddHostedService(s => new Mail(s.GetRequiredService<Peers>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<Mail>>(), digest));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                var orders = await peers.Post("checkoutservice", "/mails", [], Wire.Default.IReadOnlyListString, Wire.Default.IReadOnlyListOrder, stoppingToken);
                foreach (var (to, subject, text) in Letters(orders))
                    await Send(to, subject, text, stoppingToken);
            }
            catch (Exception failed) when (failed is PeerFailed or Refused or SmtpException)
            {
                log.LogWarning("tried again in {Pause} s: {Failure}", pause.TotalSeconds, failed.Message);
            }
    }

    private IEnumerable<(string To, string Subject, string Text)> Letters(IReadOnlyList<Order> orders) => orders.Count == 0 ? []
        : digest ? [(owner, $"{orders.Count} orders", string.Join('\n', orders.Select(Describe)))]
        : orders.Select(order => (order.Email, $"Your order {order.Id}", Describe(order)));

    private static string Describe(Order order)
        => $"{order.Id}: {string.Join(", ", order.Lines.Select(line => $"{line.Quantity} x {line.Product}"))}; {order.Total}, to {order.Address}";

    private async Task Send(string to, string subject, string text, CancellationToken cancellation)
    {
        if (server.Length > 0)
        {
            using var smtp = new SmtpClient(server, Setting.Number("SMTP_PORT", 25));
            await smtp.SendMailAsync(sender, to, subject, text, cancellation);
        }
        log.LogInformation("mail to {To}: {Subject}: {Text}", to, subject, text.ReplaceLineEndings(" | "));
    }
}
