using System.Net;
using Semver;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>Holds what an application declares that a site must have against the cluster, and the classes that new claims name. Costs no request where nothing of that is said.</summary>
internal static class ClusterNeeds
{
    /// <summary>The class of a claim that names none is the cluster's default, marked so.</summary>
    private const string DefaultMark = "storageclass.kubernetes.io/is-default-class";

    private static readonly ApiResource Classes = new("storage.k8s.io", "v1", "StorageClass", "storageclasses", false);

    public static async Task Check(InstallState state, CancellationToken cancellation)
    {
        var (client, request) = (state.Session.Client, state.Request);
        var version = request.Needs.Any(one => one.Needs.Kubernetes is not null) ? await client.Version(cancellation).ConfigureAwait(false) : "";
        foreach (var one in request.Needs)
        {
            var who = one.Who(request.Package.Name);
            if (one.Needs.Kubernetes is { } range && !Fits(range, version))
                state.Problems.Add(ClusterNeedRules.KubernetesVersion.With(who, range.Text, version));
            foreach (var crd in one.Needs.Crds.Select(crd => crd.Value).Where(crd => !IsBrought(state, crd)))
                if (crd.Split('.', 2) is [var plural, var group] && !await client.Serves(group, plural, cancellation).ConfigureAwait(false))
                    state.Problems.Add(ClusterNeedRules.NoKind.With(who, crd));
        }
        await StorageClasses(state, cancellation).ConfigureAwait(false);
    }

    /// <summary>Vendors put words of their own behind the three numbers, which are no pre-release.</summary>
    internal static bool Fits(VersionRange range, string version)
        => !SemVersion.TryParse(version.TrimStart('v').Split('-', '+')[0], SemVersionStyles.OptionalPatch, out var numbers) || range.Contains(numbers);

    private static bool IsBrought(InstallState state, string crd)
        => state.Crds.Any(one => one.Name == crd) || state.Request.Components.SelectMany(component => component.Objects).Any(one => one.Kind == Crds.Resource.Kind && one.Name == crd);

    private static async Task StorageClasses(InstallState state, CancellationToken cancellation)
    {
        var (session, request) = (state.Session, state.Request);
        var declared = request.Needs.SelectMany(one => one.Needs.StorageClasses.Select(name => (Who: one.Who(request.Package.Name), Name: name.Value))).ToList();
        // What stands has its volume already.
        var claims = request.Components.Where(component => session.Before?.Components.Any(before => before.Name == component.Component.Name) != true)
            .SelectMany(component => Claimed(component).Distinct(StringComparer.Ordinal).Select(name => (Component: component.Component.Name, Name: name))).ToList();
        if (declared.Count + claims.Count == 0)
            return;
        if (await Served(session.Client, cancellation).ConfigureAwait(false) is not { } served)
        {
            if (declared.Count > 0)
                state.Problems.Add(ClusterNeedRules.NotLookedAt.With(string.Join(", ", declared.Select(one => one.Name).Distinct()), session.Client.Access.Context));
            return;
        }
        var names = served.Select(one => one.Name).ToList();
        // Of a kind that comes with the run, the class may come too.
        names.AddRange(request.Components.SelectMany(component => component.Objects).Where(one => one.Kind == Classes.Kind).Select(one => one.Name));
        var shown = names.Count == 0 ? new LocalText("none", "无") : new(string.Join(", ", names), string.Join(", ", names));
        foreach (var (who, name) in declared.Where(one => !names.Contains(one.Name)))
            state.Problems.Add(ClusterNeedRules.NoStorageClass.With([who, name], shown));
        foreach (var (component, name) in claims.Where(one => one.Name.Length == 0 ? !served.Any(known => known.IsDefault) : !names.Contains(one.Name) && declared.All(known => known.Name != one.Name)))
            state.Problems.Add(ClusterNeedRules.ClaimWithoutClass.With([component, name.Length == 0 ? "(default)" : name], shown));
    }

    /// <returns>Null for those who may not look.</returns>
    private static async Task<IReadOnlyList<(string Name, bool IsDefault)>?> Served(ClusterClient client, CancellationToken cancellation)
    {
        var classes = new List<(string, bool)>();
        try
        {
            await foreach (var one in client.ListMetadata(Classes, null, cancellation: cancellation).ConfigureAwait(false))
                classes.Add((one.Name(), one.Text("metadata", "annotations", DefaultMark) == "true"));
        }
        catch (ApiException e) when (e.Code == HttpStatusCode.Forbidden)
        {
            return null;
        }
        return classes;
    }

    /// <summary>Names of classes; empty for the default one. One that is named with an empty text takes a volume made by hand, of no class.</summary>
    private static IEnumerable<string> Claimed(RenderedComponent component)
    {
        foreach (var one in component.Objects.Select(made => made.Content))
        {
            var claims = JsonPointer.Resolve(one, "/kind") is ScalarNode { Text: "PersistentVolumeClaim" } ? [one] : (JsonPointer.Resolve(one, "/spec/volumeClaimTemplates") as ListNode)?.Items ?? [];
            foreach (var claim in claims)
                if (JsonPointer.Resolve(claim, "/spec/volumeName") is null && Class(claim) is var name && name != "")
                    yield return name ?? "";
        }
    }

    private static string? Class(Node claim) => JsonPointer.Resolve(claim, "/spec/storageClassName") is ScalarNode { Kind: not ScalarKind.Null } name ? name.Text : null;
}
