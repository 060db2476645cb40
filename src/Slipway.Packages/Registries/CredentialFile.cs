using System.Text;
using System.Text.Json;

namespace Slipway.Packages;

/// <summary>Finds credentials where <c>docker login</c>, <c>podman login</c> and <c>crane auth login</c> leave them.</summary>
internal static class CredentialFile
{
    private const string DockerHubKey = "https://index.docker.io/v1/";

    /// <summary>The first that is there: a file that REGISTRY_AUTH_FILE names, Docker's configuration, podman's file.</summary>
    public static async Task<Credentials?> Find(ImageReference image, Func<string, string?> environment, CancellationToken cancellation)
    {
        foreach (var file in Files(environment))
            if (await In(file, image, cancellation).ConfigureAwait(false) is { } credentials)
                return credentials;
        return null;
    }

    private static IEnumerable<string> Files(Func<string, string?> environment)
    {
        if (environment("REGISTRY_AUTH_FILE") is { Length: > 0 } named)
            yield return named;
        var home = environment("HOME") is { Length: > 0 } folder ? folder : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        var docker = environment("DOCKER_CONFIG") is { Length: > 0 } configured ? configured : Path.Combine(home, ".docker");
        if (Path.Combine(docker, "config.json") is var config && File.Exists(config))
            yield return config;
        if (environment("XDG_RUNTIME_DIR") is { Length: > 0 } runtime && Path.Combine(runtime, "containers", "auth.json") is var podman && File.Exists(podman))
            yield return podman;
    }

    private static async Task<Credentials?> In(string file, ImageReference image, CancellationToken cancellation)
    {
        try
        {
            using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(file, cancellation).ConfigureAwait(false));
            var root = document.RootElement;
            if (Helper(root, image) is { } helper && await CredentialProgram.Ask(helper.Program, helper.Server, image.Registry, cancellation).ConfigureAwait(false) is { } credentials)
                return credentials;
            return Entry(root, image) is { } entry ? Read(entry, file) : null;
        }
        // The parser's own message may quote the file.
        catch (JsonException e)
        {
            throw RegistryRules.BadCredentialFile.With(file, $"JSON, line {e.LineNumber + 1}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RegistryRules.BadCredentialFile.With(e, file, e.Message);
        }
    }

    private static (string Program, string Server)? Helper(JsonElement root, ImageReference image)
    {
        foreach (var key in Hosts(image.Registry))
            if ((root.Member("credHelpers") ?? default).Text(key) is { Length: > 0 } own)
                return (own, key);
        return root.Text("credsStore") is { Length: > 0 } store ? (store, Hosts(image.Registry)[0]) : null;
    }

    /// <summary>podman also keys by repository and by what is in front of it; the longest wins.</summary>
    private static JsonElement? Entry(JsonElement root, ImageReference image)
    {
        if (root.Member("auths") is not { ValueKind: JsonValueKind.Object } auths)
            return null;
        for (var path = $"{image.Registry}/{image.Repository}"; path.Contains('/', StringComparison.Ordinal); path = path[..path.LastIndexOf('/')])
            if (auths.Member(path) is { } entry)
                return entry;
        var hosts = Hosts(image.Registry);
        return auths.EnumerateObject().Where(entry => hosts.Contains(entry.Name) || hosts.Contains(Host(entry.Name))).Select(entry => (JsonElement?)entry.Value).FirstOrDefault();
    }

    private static string Host(string key)
    {
        var host = key.StartsWith("https://", StringComparison.Ordinal) ? key[8..] : key.StartsWith("http://", StringComparison.Ordinal) ? key[7..] : key;
        return host.EndsWith("/v1/", StringComparison.Ordinal) || host.EndsWith("/v2/", StringComparison.Ordinal) ? host[..^4] : host.TrimEnd('/');
    }

    private static string[] Hosts(string registry)
        => registry == ImageReference.DockerHub ? [DockerHubKey, "index.docker.io", "docker.io", "registry-1.docker.io"] : [registry];

    private static Credentials? Read(JsonElement entry, string file)
    {
        if (entry.Text("identitytoken") is { Length: > 0 } identity)
            return new IdentityToken(identity, file);
        if (entry.Text("registrytoken") is { Length: > 0 } token)
            return new RegistryToken(token, file);
        if (entry.Text("auth") is { Length: > 0 } auth)
            return Decoded(auth) is [var user, var password] ? new Login(user, password, file) : throw RegistryRules.BadCredentialFile.With(file, "auth");
        return entry.Text("username") is { Length: > 0 } name && entry.Text("password") is { } secret ? new Login(name, secret, file) : null;
    }

    private static string[] Decoded(string auth)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(auth)).TrimEnd('\0').Split(':', 2);
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
