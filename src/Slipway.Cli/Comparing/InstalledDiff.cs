using System.Text.Json;
using Slipway.Components;
using Slipway.Delivery;
using Slipway.Delivery.Kubernetes;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>A package against what an installation is: with all that the site said, and with what this command says on top, as an install would take it.</summary>
internal static class InstalledDiff
{
    private static readonly LocalText Head = new("{0} {1} → {2} {3}, installation {4} in namespace {5} of context {6}", "{0} {1} → {2} {3}，安装 {4}，上下文 {6} 的命名空间 {5}");
    private static readonly LocalText OnPlatform = new(", platform {0}", "，平台 {0}");

    /// <param name="Old">The package that it was installed from; null where that is not at hand.</param>
    /// <param name="Path">The newer package.</param>
    /// <param name="Choice">This command's words on top of what the installation remembers.</param>
    public sealed record Asked(string Installation, string? Old, string Path, ComponentChoice Choice, SiteChoice Site, AnswerChoice Say, ClusterChoice Cluster);

    public static async Task<Outcome> Run(Session session, Asked asked, bool tellsByCode, CancellationToken cancellation)
    {
        var (installed, problem) = await Installed.Read(asked.Installation, asked.Cluster.ForRun(session), withObjects: true, cancellation).ConfigureAwait(false);
        if (installed is null)
            return Outcome.Of(problem!);
        var (prepared, findings) = await Prepared(session, asked, installed, cancellation).ConfigureAwait(false);
        if (prepared is null)
            return Outcome.Of(findings);
        var diff = InstalledComparison.Compare(installed.Components, [.. prepared.Components.Select(one => (prepared.Composed.First(composed => composed.Name == one.Component.Name), one))], prepared.Platform);
        return Report(session, asked.Installation, installed, prepared, diff, findings, tellsByCode);
    }

    /// <summary>What the site answered and what does not hold is told as the install would tell it; for the comparison it is taken back.</summary>
    private static async Task<(Prepared? Prepared, IReadOnlyList<Diagnostic> Findings)> Prepared(Session session, Asked asked, Installed installed, CancellationToken cancellation)
    {
        var access = Kubeconfig.Resolve(asked.Cluster.ForKubeconfig).Access;
        var (prepared, findings) = await With(asked.Say).ConfigureAwait(false);
        var errors = findings.Where(finding => finding.Severity == Severity.Error).ToList();
        var words = errors.Where(finding => finding.Rule == AnsweringRules.HoldsNoMore).Select(finding => finding.Arguments[7]).Distinct(StringComparer.Ordinal).ToList();
        if (prepared is not null || errors.Count == 0 || errors.Exists(finding => finding.Rule != AnsweringRules.HoldsNoMore))
            return (prepared, findings);
        (prepared, var then) = await With(asked.Say with { Unset = [.. asked.Say.Unset, .. words] }).ConfigureAwait(false);
        // Without them something else may be missing, which belongs to what has to be mended as well.
        return (prepared, [.. findings, .. prepared is not null ? [Diagnostic.Of(InstalledRules.WithoutThem, (Location?)null, string.Join(", ", words))] : then.Where(finding => finding.Severity == Severity.Error)]);

        Task<(Prepared? Prepared, IReadOnlyList<Diagnostic> Findings)> With(AnswerChoice say) => Prepare.Run(
            session, "package diff", [asked.Path], asked.Choice, asked.Site, say, new RenderTarget(installed.Namespace) { Cluster = access?.HelmArguments }, asOne: true,
            _ => Task.FromResult<(Told?, Diagnostic?)>((installed.Told, null)), cancellation);
    }

    private static Outcome Report(Session session, string installation, Installed installed, Prepared prepared, PackageDiff diff, IReadOnlyList<Diagnostic> findings, bool tellsByCode)
    {
        var (old, now) = (installed.Package, prepared.Package);
        var platform = $"{prepared.Platform.Name} {prepared.Platform.Version}";
        var head = Head.In(session.Language, [old.Name, old.Version, now.Name, now.Version, installation, installed.Namespace, installed.Context])
            + OnPlatform.In(session.Language, [installed.Platform is { } before && before.Shown != platform ? $"{before.Shown} → {platform}" : platform]);
        IReadOnlyList<Diagnostic> all = [Diagnostic.Of(InstalledRules.OfCluster, (Location?)null, installation, installed.Namespace, $"{old.Name} {old.Version}, {old.Digest}"), .. findings];
        return new Outcome(all)
        {
            Text = to => PackageDiffText.Write(to, session, head, diff),
            Data = json =>
            {
                Side(json, "old", old, installed.Platform?.Shown, (installation, installed.Namespace, installed.Context));
                Side(json, "new", now, platform, null);
                PackageDiffJson.Write(json, session.Language, diff);
            },
            Summary = PackageDiffText.Summary(session.Language, diff),
            Code = tellsByCode && !diff.IsEmpty && all.All(finding => finding.Severity != Severity.Error) ? ExitCode.Findings : null,
        };
    }

    private static void Side(Utf8JsonWriter json, string name, PackageIdentity package, string? platform, (string Installation, string Namespace, string Context)? place)
    {
        json.WriteStartObject(name);
        json.WriteString("name", package.Name);
        json.WriteString("version", package.Version);
        json.WriteString("digest", package.Digest);
        json.WriteString("platform", platform);
        if (place is var (installation, space, context))
        {
            json.WriteString("installation", installation);
            json.WriteString("namespace", space);
            json.WriteString("context", context);
        }
        json.WriteEndObject();
    }
}
