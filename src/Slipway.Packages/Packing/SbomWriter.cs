using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Components;

namespace Slipway.Packages;

/// <summary>
/// What is in a package as CycloneDX 1.6 JSON: the application, its components, images by their digests, and which component runs which. Nothing of the clock goes in, and the serial
/// number comes from the content, so that the same package has the same one.
/// </summary>
internal static class SbomWriter
{
    /// <summary>What stands for the application as a whole.</summary>
    internal const string Application = "application";

    /// <summary>What a component's reference begins with.</summary>
    internal const string Component = "component:";

    /// <summary>The component of <see cref="ImagePlace"/> for what the application declares itself.</summary>
    internal const string Whole = "-";

    /// <param name="needed">Where images were looked for: which component runs which.</param>
    /// <param name="images">Those that travel.</param>
    public static byte[] Write(Composition composition, IReadOnlyList<NeededImage> needed, IReadOnlyList<PackedImage> images)
    {
        var without = Write(composition, needed, images, null);
        return Write(composition, needed, images, Serial(without));
    }

    /// <param name="without">All that is written but the serial number.</param>
    internal static string Serial(ReadOnlySpan<byte> without)
    {
        var id = SHA256.HashData(without).AsSpan(0, 16).ToArray();
        // RFC 9562, version 8: our own way to fill the rest.
        (id[6], id[8]) = ((byte)((id[6] & 0x0F) | 0x80), (byte)((id[8] & 0x3F) | 0x80));
        return $"urn:uuid:{new Guid(id, bigEndian: true)}";
    }

    private static byte[] Write(Composition composition, IReadOnlyList<NeededImage> needed, IReadOnlyList<PackedImage> images, string? serial)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
        json.WriteString("bomFormat", "CycloneDX");
        json.WriteString("specVersion", "1.6");
        if (serial is not null)
            json.WriteString("serialNumber", serial);
        json.WriteNumber("version", 1);
        json.WriteStartObject("metadata");
        json.WriteStartObject("component");
        Head(json, "application", Application, composition.Application.Name.Value, composition.Application.VersionText);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("components");
        foreach (var component in Sorted(composition))
        {
            json.WriteStartObject();
            Head(json, "application", Reference(component), component.Name, component.Version);
            json.WriteEndObject();
        }
        foreach (var (component, program) in Programs(composition))
            Program(json, component, program);
        foreach (var image in images)
            Image(json, image);
        json.WriteEndArray();
        Dependencies(json, composition, needed, images);
        json.WriteEndObject();
        json.Flush();
        return [.. bytes.WrittenSpan, (byte)'\n'];
    }

    /// <summary>Executables that run on the operator's machine.</summary>
    private static IEnumerable<(ComposedComponent Component, ProgramFile Program)> Programs(Composition composition)
        => Sorted(composition).SelectMany(component => (component.Content as TaskContent)?.Programs.Select(program => (component, program)) ?? []);

    private static string Reference(ComposedComponent component, ProgramFile program) => $"program:{component.Name}:{(program.Platform.Length == 0 ? "any" : program.Platform)}";

    private static void Program(Utf8JsonWriter json, ComposedComponent component, ProgramFile program)
    {
        json.WriteStartObject();
        Head(json, "file", Reference(component, program), program.Path, component.Version);
        json.WriteStartArray("hashes");
        json.WriteStartObject();
        json.WriteString("alg", "SHA-256");
        json.WriteString("content", program.Digest);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Image(Utf8JsonWriter json, PackedImage image)
    {
        json.WriteStartObject();
        Head(json, "container", image.Name.ToString(), Repository(image.Name), image.Name.Reference.Tag ?? image.Top.Digest.ToString());
        json.WriteStartArray("hashes");
        json.WriteStartObject();
        json.WriteString("alg", "SHA-256");
        json.WriteString("content", image.Top.Digest.Hex);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("purl", Purl(image));
        json.WriteStartArray("properties");
        foreach (var (platform, manifest) in image.Manifests)
        {
            json.WriteStartObject();
            json.WriteString("name", $"slipway:manifest:{platform}");
            json.WriteString("value", manifest.Self.Digest.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The application needs its components; a component, its images and what must be ready before it.</summary>
    private static void Dependencies(Utf8JsonWriter json, Composition composition, IReadOnlyList<NeededImage> needed, IReadOnlyList<PackedImage> images)
    {
        var carried = images.Select(image => image.Name.ToString()).ToHashSet(StringComparer.Ordinal);
        var named = needed.Where(image => carried.Contains(image.Name.ToString()))
            .SelectMany(image => image.Places.Select(place => (place.Component, Image: image.Name.ToString()))).Distinct().ToLookup(one => one.Component, one => one.Image);
        json.WriteStartArray("dependencies");
        Depends(json, Application, Sorted(composition).Select(Reference).Concat(named[Whole]));
        foreach (var component in Sorted(composition))
            Depends(json, Reference(component), Programs(composition).Where(one => one.Component == component).Select(one => Reference(component, one.Program)).Concat(named[component.Name].Order(StringComparer.Ordinal).Concat(component.After.Order(StringComparer.Ordinal).Select(name => Component + name))));
        json.WriteEndArray();
    }

    private static void Depends(Utf8JsonWriter json, string reference, IEnumerable<string> on)
    {
        json.WriteStartObject();
        json.WriteString("ref", reference);
        json.WriteStartArray("dependsOn");
        foreach (var other in on)
            json.WriteStringValue(other);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Head(Utf8JsonWriter json, string type, string reference, string name, string version)
    {
        json.WriteString("type", type);
        json.WriteString("bom-ref", reference);
        json.WriteString("name", name);
        json.WriteString("version", version);
    }

    private static IEnumerable<ComposedComponent> Sorted(Composition composition) => composition.Components.OrderBy(component => component.Name, StringComparer.Ordinal);

    private static string Reference(ComposedComponent component) => Component + component.Name;

    private static string Repository(CarriedName name) => name.IsOfSite ? name.Reference.Repository : $"{name.Reference.Registry}/{name.Reference.Repository}";

    /// <summary>By the purl specification's type <c>oci</c>: the last part of the name, the digest, and where it lies.</summary>
    private static string Purl(PackedImage image)
    {
        var repository = image.Name.Reference.Repository;
        var qualifiers = image.Manifests is [{ Platform.Architecture: var machine }] ? [$"arch={machine}"] : new List<string>();
        if (!image.Name.IsOfSite)
            qualifiers.Add($"repository_url={Repository(image.Name)}");
        if (image.Name.Reference.Tag is { } tag)
            qualifiers.Add($"tag={tag}");
        return $"pkg:oci/{repository[(repository.LastIndexOf('/') + 1)..]}@sha256%3A{image.Top.Digest.Hex}" + (qualifiers.Count == 0 ? "" : "?" + string.Join('&', qualifiers));
    }
}
