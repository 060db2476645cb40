using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Slipway.Testing;

namespace Slipway.Packages.Tests.Sources;

/// <summary>A git server of this machine over HTTPS: git's own program behind a certificate of an own authority, for who knows the password.</summary>
internal sealed class GitServer : IAsyncDisposable
{
    private readonly WebApplication application;

    private GitServer(WebApplication application, int port, string authority) => (this.application, Port, Authority) = (application, port, authority);

    public int Port { get; }

    /// <summary>PEM.</summary>
    public string Authority { get; }

    public string Address(string repository) => $"https://localhost:{Port}/{repository}";

    /// <param name="root">The folder with repositories.</param>
    /// <param name="login">Name and password, with a colon between.</param>
    public static async Task<GitServer> Start(string root, string login)
    {
        TestEnvironment.Needs("git");
        var (certificate, authority) = TestRegistry.Certificate(DateTimeOffset.UtcNow.AddYears(1));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var application = builder.Build();
        var allowed = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(login))}";
        application.Run(async context =>
        {
            if (context.Request.Headers.Authorization == allowed)
                await Backend(context, root);
            else
            {
                context.Response.StatusCode = 401;
                context.Response.Headers.WWWAuthenticate = "Basic realm=\"git\"";
            }
        });
        await application.StartAsync(TestContext.Current.CancellationToken);
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new GitServer(application, new Uri(address).Port, authority);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    /// <summary>CGI, as far as git needs it.</summary>
    private static async Task Backend(HttpContext context, string root)
    {
        var start = new ProcessStartInfo("git", ["http-backend"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var request = context.Request;
        foreach (var (name, value) in ((string, string?)[])[
            ("GIT_PROJECT_ROOT", root), ("GIT_HTTP_EXPORT_ALL", "1"), ("PATH_INFO", request.Path), ("REQUEST_METHOD", request.Method), ("QUERY_STRING", request.QueryString.Value?.TrimStart('?')),
            ("CONTENT_TYPE", request.ContentType), ("HTTP_CONTENT_ENCODING", request.Headers.ContentEncoding), ("GIT_PROTOCOL", request.Headers["Git-Protocol"])])
            if (!string.IsNullOrEmpty(value))
                start.Environment[name] = value;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        start.Environment["CONTENT_LENGTH"] = $"{body.Length}";
        using var process = Process.Start(start)!;
        await process.StandardInput.BaseStream.WriteAsync(body.ToArray(), context.RequestAborted);
        process.StandardInput.Close();
        using var answer = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(answer, context.RequestAborted);
        var bytes = answer.ToArray();
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        foreach (var line in Encoding.ASCII.GetString(bytes, 0, end).Split("\r\n").Select(line => line.Split(": ", 2)))
            if (line[0] == "Status")
                context.Response.StatusCode = int.Parse(line[1].Split(' ')[0]);
            else
                context.Response.Headers[line[0]] = line[1];
        await context.Response.Body.WriteAsync(bytes.AsMemory(end + 4), context.RequestAborted);
    }
}

/// <summary>An SSH server of this machine for one key.</summary>
internal sealed class SshServer : IDisposable
{
    private readonly Process process;

    private SshServer(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    public string Address(string repository) => $"ssh://{Environment.UserName}@127.0.0.1:{Port}{repository}";

    /// <param name="folder">For keys: <c>key</c> is the one that opens, <c>known</c> what a client knows of the server.</param>
    public static async Task<SshServer> Start(string folder)
    {
        Assert.SkipUnless(File.Exists("/usr/sbin/sshd"), "Needs /usr/sbin/sshd (apt-get install openssh-server).");
        TestEnvironment.Needs("ssh");
        // Where it runs as root, it insists on this empty folder.
        if (Environment.IsPrivilegedProcess)
            Directory.CreateDirectory("/run/sshd");
        foreach (var key in (string[])["host", "key"])
            await Command.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(folder, key));
        // Between finding a port and opening it somebody else may take it.
        for (var attempt = 1; ; attempt++)
            if (await Listening(folder, FreePort()) is { } server)
                return server;
            else if (attempt == 5)
                throw new IOException("sshd does not listen.");
    }

    private static async Task<SshServer?> Listening(string folder, int port)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "known"), $"[127.0.0.1]:{port} {await File.ReadAllTextAsync(Path.Combine(folder, "host.pub"), TestContext.Current.CancellationToken)}", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "sshd.conf"), $"""
            Port {port}
            ListenAddress 127.0.0.1
            HostKey {folder}/host
            AuthorizedKeysFile {folder}/key.pub
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no

            """, TestContext.Current.CancellationToken);
        var process = Process.Start(new ProcessStartInfo("/usr/sbin/sshd", ["-D", "-e", "-f", Path.Combine(folder, "sshd.conf")]) { RedirectStandardError = true })!;
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            if (line.Contains("Server listening", StringComparison.Ordinal))
            {
                _ = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
                return new SshServer(process, port);
            }
        process.Dispose();
        return null;
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
