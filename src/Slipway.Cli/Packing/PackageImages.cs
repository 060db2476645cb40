using System.CommandLine;
using System.Text.Json;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>A package's images on their way to somebody: what commands that give them away have in common.</summary>
internal static class PackageImages
{
    private static readonly LocalText There = new("{0}: there already", "{0}：已存在");

    /// <summary>Opens the package, which has to carry images.</summary>
    public static async Task<Outcome> Give(string path, Func<PackageContents, Task<Outcome>> give)
    {
        var (contents, problem) = PackageContents.Open(path);
        if (contents is null)
            return Outcome.Of(problem!);
        using (contents)
            return contents.Package.Images.Count == 0 ? Outcome.Of(CarryingRules.NoImages, path) : await give(contents).ConfigureAwait(false);
    }

    /// <summary>Where images lie at a registry: host, perhaps a port, perhaps a path.</summary>
    public static Diagnostic? WrongPrefix(Option option, string prefix)
        => ImageReference.Parse($"{prefix.TrimEnd('/')}/x") is null ? Values.Of(UsageRules.WrongForm, option.Name, prefix, "`registry.example.com/team`") : null;

    public static void SayThere(Session session, string name) => session.Say(There, name);

    /// <param name="given">Those that were not there already.</param>
    /// <param name="write">Members of an image's object, behind its name.</param>
    /// <param name="summary">0: how many were given, 1: how many were there.</param>
    public static Outcome Told(Session session, IReadOnlyList<PackedImage> images, IReadOnlyCollection<PackedImage> given, Action<Utf8JsonWriter, PackedImage> write, LocalText summary, params string[] more) => new([])
    {
        Data = json =>
        {
            json.WriteStartArray("images");
            foreach (var image in images)
            {
                json.WriteStartObject();
                json.WriteString("name", image.Name.ToString());
                write(json, image);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        },
        Summary = summary.In(session.Language, [$"{given.Count}", $"{images.Count - given.Count}", .. more]),
    };
}
