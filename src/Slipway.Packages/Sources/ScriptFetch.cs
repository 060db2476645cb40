using System.Text;
using System.Text.Json.Nodes;
using Slipway.Components;

namespace Slipway.Packages;

/// <summary>Fetches a script for a package: over HTTP(S), FTP or from a registry, never more than a bound, and never another one than was promised or seen before.</summary>
internal sealed class ScriptFetch(Gathering how, SourceLock pins)
{
    /// <summary>Bytes. What runs a script keeps it in an object of the cluster, and those end there.</summary>
    public const int Most = 1 << 20;

    /// <returns>The script and what it is, to be mounted. Every failure is an <see cref="ImageException"/>.</returns>
    public async Task<TreeFiles> Fetch(ScriptNeed need, CancellationToken cancellation)
    {
        var source = need.Source;
        if (source.Kind.Value == SourceKind.File)
            throw new ImageException(FileProblems.Say(FileRules.NotThere, need.Path));
        var host = source.Host?.Value ?? how.Hosts.GetValueOrDefault(source.Kind.Value)?.Host.Value;
        var address = ScriptFiles.Address(source, host ?? "");
        if (host is null)
            throw SourceRules.ScriptFailed.With(address, "no host");
        var promised = Promised(source);
        // What the definition promises needs no line, and one that is there is of no use.
        var pinned = promised is null ? Digest.Parse(pins.Pin(need.Key)) : null;
        var content = (promised ?? pinned) is { } known && how.Cache.Content(known) is { } kept ? kept : await FromServer(source, host, address, cancellation).ConfigureAwait(false);
        var digest = Digest.Of(content);
        if ((promised ?? pinned) is { } expected && expected != digest)
            throw SourceRules.ScriptChanged.With(address, expected.Short, digest.Short, promised is null ? Path.GetFileName(pins.Path) : "sha256");
        if (promised is null)
            pins.Set(need.Key, digest.ToString());
        how.Cache.Keep(digest, content);
        var marker = new JsonObject { ["script"] = address, ["digest"] = digest.ToString() };
        return new PackedFiles(need.Folder, new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [Path.GetFileName(need.Path)] = content,
            [SourceKey.Marker] = Encoding.UTF8.GetBytes(marker.ToJsonString()),
        });
    }

    private static Digest? Promised(ScriptSource source) => source.Sha256 is { } hex ? new Digest("sha256", hex.Value) : null;

    private async Task<byte[]> FromServer(ScriptSource source, string host, string address, CancellationToken cancellation)
    {
        if (how.Cache.IsOffline)
            throw SourceRules.NotCached.With(address, "-");
        if (source.Kind.Value == SourceKind.Oci)
            return await FromRegistry($"{host}/{source.Path.Value.TrimStart('/')}", cancellation).ConfigureAwait(false);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            throw SourceRules.ScriptFailed.With(address, "URI");
        var login = await ServerLogin.Find(uri, how.Images.Environment, cancellation).ConfigureAwait(false);
        return source.Kind.Value == SourceKind.Ftp
            ? await FtpFile.Get(uri, login, Most, how.Images.Time, cancellation).ConfigureAwait(false)
            : await HttpFile.Get(uri, login, Most, how.Images, cancellation).ConfigureAwait(false);
    }

    private async Task<byte[]> FromRegistry(string name, CancellationToken cancellation)
    {
        var (files, _, _) = await new OciSource(how.Cache, how.Images).Fetch(name, null, null, cancellation).ConfigureAwait(false);
        return files.Count == 1 && files.Values.First() is { Length: <= Most } script ? script : throw SourceRules.BadArtifact.With(name, string.Join(", ", files.Select(file => $"{file.Key}: {file.Value.Length}").Take(5)));
    }
}

/// <summary>Who one is to a server of files: by the credentials that <c>docker login</c> and its like keep for the host, else by the user's <c>.netrc</c>.</summary>
internal static class ServerLogin
{
    public static async Task<Login?> Find(Uri uri, Func<string, string?> environment, CancellationToken cancellation)
        => await CredentialFile.Find(new ImageReference(uri.Authority, uri.AbsolutePath.Trim('/'), null, null), environment, cancellation).ConfigureAwait(false) as Login ?? Netrc(uri.Host, environment);

    private static Login? Netrc(string host, Func<string, string?> environment)
    {
        var file = environment("NETRC") is { Length: > 0 } named ? named : environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".netrc") : null;
        if (file is null || !File.Exists(file))
            return null;
        try
        {
            return Entry(File.ReadAllText(file).Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries), host, file);
        }
        catch (Exception e) when (FileProblems.IsOne(e))
        {
            throw RegistryRules.BadCredentialFile.With(e, file, e.Message);
        }
    }

    private static Login? Entry(string[] words, string host, string file)
    {
        for (var i = 0; i < words.Length; i++)
            if (words[i] == "default" || (words[i] == "machine" && i + 1 < words.Length && words[i + 1].Equals(host, StringComparison.OrdinalIgnoreCase)))
            {
                var (user, password) = ("", "");
                for (var at = words[i] == "default" ? i + 1 : i + 2; at + 1 < words.Length && words[at] is "login" or "password" or "account"; at += 2)
                    if (words[at] == "login")
                        user = words[at + 1];
                    else if (words[at] == "password")
                        password = words[at + 1];
                return user.Length == 0 ? null : new Login(user, password, file);
            }
        return null;
    }
}
