using System.Text.Json;
using Slipway.Components;
using Slipway.Delivery;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>A package or an application that is compared, with its platform.</summary>
/// <param name="Path">As the user wrote it.</param>
/// <param name="Composition">Incomplete where findings have errors; null where nothing can be made of it.</param>
internal sealed record DiffSource(string Path, Composition? Composition, ApplicationPackage? Package, PlatformDefinition? Platform, IReadOnlyList<Diagnostic> Findings)
{
    public bool HasErrors => Findings.Any(finding => finding.Severity == Severity.Error);

    public static async Task<DiffSource> Open(Session session, string path, string? platform, CancellationToken cancellation)
    {
        var given = await PlatformOption.Read(platform, cancellation).ConfigureAwait(false);
        var (package, problem) = ApplicationPackage.IsOne(path) ? ApplicationPackage.Open(path) : (null, null);
        if (problem is not null)
            return new DiffSource(path, null, null, null, [problem]);
        var source = given ?? package?.Platform;
        var (read, findings) = Load.Platform(source);
        var options = source is null ? DefinitionOptions.Default : PolicyReader.Of(source).Options;
        var composed = package is null ? await Gather.Compose(path, options, Gathering.Of(session.Environment), cancellation).ConfigureAwait(false) : Composer.Compose(package.Application, options, package.Definitions);
        if (composed.Incomplete is null && composed.Findings.All(finding => finding.Severity != Severity.Error))
            findings.Add(Diagnostic.Of(UsageRules.NoApplication, (Location?)null, path));
        if (read is not null && given is null && package is { BuiltWith: var with } && with != (read.Name, read.Version))
            findings.Add(Diagnostic.Of(PackageRules.OtherPlatform, (Location?)null, package.Name, with.Name, with.Version, read.Name, read.Version));
        return new DiffSource(path, composed.Incomplete is { Application.IsIncomplete: false } readable ? readable : null, package, read, [.. findings, .. composed.Findings]);
    }

    /// <summary>What an installation of it names in its receipt.</summary>
    public PackageIdentity Identity => Package is { } package ? new(package.Name, package.Version, package.Digest) : Prepare.Identity(Composition!);

    public PackageSide Side(SiteInput site, string installation) => new(Composition!, Platform!, site)
    {
        Findings = Findings,
        Installation = installation,
        Images = (Package?.Images ?? []).ToDictionary(image => image.Name.ToString(), image => image.Top.Digest.ToString(), StringComparer.Ordinal),
    };

    public void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteString("name", Composition!.Application.Name.Value);
        json.WriteString("version", Composition.Application.VersionText);
        if (Package is not null)
            json.WriteString("digest", Package.Digest);
        json.WriteString("platform", $"{Platform!.Name} {Platform.Version}");
        json.WriteEndObject();
    }
}
