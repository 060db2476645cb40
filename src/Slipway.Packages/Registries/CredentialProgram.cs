using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Slipway.Packages;

/// <summary>A program <c>docker-credential-NAME</c>, which keeps credentials where the system keeps secrets.</summary>
internal static class CredentialProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Null where the helper has none for this server.</summary>
    public static async Task<Credentials?> Ask(string name, string server, string registry, CancellationToken cancellation)
    {
        var program = $"docker-credential-{name}";
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            throw RegistryRules.HelperFailed.With(registry, program, "name");
        var (code, output) = await Run(program, server, registry, cancellation).ConfigureAwait(false);
        if (code != 0)
            // Helpers say so on standard output; nothing else they print is shown, since it may be a secret.
            return output.Contains("credentials not found", StringComparison.OrdinalIgnoreCase) ? null : throw RegistryRules.HelperFailed.With(registry, program, $"exit code {code}");
        try
        {
            using var document = JsonDocument.Parse(output);
            var (user, secret) = (document.RootElement.Text("Username"), document.RootElement.Text("Secret"));
            return secret is null or "" ? null : user is "<token>" or null ? new IdentityToken(secret, program) : new Login(user, secret, program);
        }
        catch (JsonException)
        {
            throw RegistryRules.HelperFailed.With(registry, program, "no JSON");
        }
    }

    private static async Task<(int Code, string Output)> Run(string program, string server, string registry, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(Limit);
        using var process = Start(program, registry);
        try
        {
            await Tell(process.StandardInput, server, limited.Token).ConfigureAwait(false);
            // A child that outlives the helper keeps the pipe open: the waiting itself is given up.
            _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None).WaitAsync(limited.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(limited.Token).ConfigureAwait(false);
            return (process.ExitCode, output);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw RegistryRules.HelperFailed.With(registry, program, $"> {Limit.TotalSeconds:0} s");
        }
        catch (IOException e)
        {
            throw RegistryRules.HelperFailed.With(e, registry, program, e.Message);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static async Task Tell(StreamWriter input, string server, CancellationToken cancellation)
    {
        try
        {
            await input.WriteLineAsync(server.AsMemory(), cancellation).ConfigureAwait(false);
            input.Close();
        }
        catch (IOException)
        {
            // One that knows a single login answers without reading which server it is for.
        }
    }

    private static Process Start(string program, string registry)
    {
        var start = new ProcessStartInfo(program, ["get"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            return Process.Start(start) ?? throw RegistryRules.HelperFailed.With(registry, program, "-");
        }
        catch (Win32Exception e)
        {
            throw RegistryRules.HelperFailed.With(e, registry, program, e.Message);
        }
    }
}
