using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Shop;

/// <summary>
/// Settings that change while the program runs: a file that Kubernetes replaces as a whole. Looked at again at most once a second; a file that cannot be read
/// is told once and leaves what was.
/// </summary>
internal sealed class HotFile<T>(string path, T fallback, JsonTypeInfo<T> type, TimeProvider time, ILogger log) where T : class
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private T? read;
    private string text = "";
    private long lookedAt = time.GetTimestamp() - time.TimestampFrequency * 2;

    public T Current
    {
        get
        {
            lock (gate)
                return time.GetElapsedTime(lookedAt) < Often ? read ?? fallback : Look() ?? fallback;
        }
    }

    private T? Look()
    {
        lookedAt = time.GetTimestamp();
        try
        {
            var now = File.Exists(path) ? File.ReadAllText(path) : "";
            if (now == text)
                return read;
            text = now;
            read = now.Length == 0 ? null : JsonSerializer.Deserialize(now, type);
            log.LogInformation("{Path} was read", path);
        }
        catch (Exception failed) when (failed is JsonException or IOException or UnauthorizedAccessException)
        {
            log.LogError("{Path} is left as it was: {Failure}", path, failed.Message);
        }
        return read;
    }
}
