namespace Slipway.Schema;

/// <summary>Where a file of configuration may stand. Its directory is mounted whole and hides what the image has there.</summary>
internal static class ConfigPaths
{
    private const int LongestPath = 255;

    /// <summary>Directories that images and the kernel fill: mounted over, hardly a program would start.</summary>
    private static readonly HashSet<string> Systems = new(StringComparer.Ordinal)
    {
        "/", "/bin", "/boot", "/dev", "/etc", "/etc/ssl", "/etc/ssl/certs", "/home", "/lib", "/lib32", "/lib64", "/media", "/mnt", "/opt", "/proc", "/root", "/run",
        "/sbin", "/srv", "/sys", "/tmp", "/usr", "/usr/bin", "/usr/lib", "/usr/local", "/usr/local/bin", "/usr/local/lib", "/usr/local/sbin", "/usr/sbin", "/usr/share", "/var",
        "/var/lib", "/var/log", "/var/run", "/var/run/secrets",
    };

    private static readonly string[] Kernels = ["/dev/", "/proc/", "/sys/", "/var/run/secrets/kubernetes.io/", "/run/secrets/kubernetes.io/"];

    public static bool IsPath(string text)
    {
        if (text.Length is < 2 or > LongestPath || text[0] != '/' || text[^1] == '/' || text.Any(c => char.IsControl(c) || c is ':' or '\\'))
            return false;
        if (text[1..].Split('/').Any(step => step is "" or "." or ".."))
            return false;
        return !Systems.Contains(text[..Math.Max(1, text.LastIndexOf('/'))]) && !Kernels.Any(k => text.StartsWith(k, StringComparison.Ordinal));
    }

    public static ConfigFormat FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".json" => ConfigFormat.Json,
        ".properties" => ConfigFormat.Properties,
        ".env" => ConfigFormat.Env,
        ".ini" or ".conf" or ".cfg" => ConfigFormat.Ini,
        ".yaml" or ".yml" => ConfigFormat.Yaml,
        _ => ConfigFormat.Text,
    };
}
