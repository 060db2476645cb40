using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Delivery.Kubernetes;

/// <summary>What becomes of the objects that an object owns when it is deleted.</summary>
public enum Propagation
{
    /// <summary>They go after it.</summary>
    Background,

    /// <summary>They go before it; until then it stands, marked as being deleted.</summary>
    Foreground,

    /// <summary>They stay and have no owner any more.</summary>
    Orphan,
}

public sealed partial class ClusterClient
{
    /// <summary>Under this name the API server notes who set a field.</summary>
    public const string FieldManager = "slipway";

    /// <summary>Helm's name there, of version 3 and 4.</summary>
    public const string HelmManager = "helm";
    private const int PageSize = 500;

    /// <returns>Null when there is none.</returns>
    public Task<JsonElement?> Get(ApiResource resource, string? space, string name, CancellationToken cancellation = default)
        => GetAs(null, resource, space, name, cancellation);

    /// <summary>Name, labels, annotations and finalizers only: what the object holds is never sent.</summary>
    /// <returns>Null when there is none.</returns>
    public Task<JsonElement?> GetMetadata(ApiResource resource, string? space, string name, CancellationToken cancellation = default)
        => GetAs("application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1", resource, space, name, cancellation);

    private async Task<JsonElement?> GetAs(string? accept, ApiResource resource, string? space, string name, CancellationToken cancellation)
    {
        try
        {
            return await Ask(HttpMethod.Get, resource.Path(space, name), $"get {Named(resource, space, name)}", null, cancellation, accept).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Code == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>All objects that the selectors select, page by page.</summary>
    public async IAsyncEnumerable<JsonElement> List(
        ApiResource resource, string? space, string labels = "", string fields = "", [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        string? next = null;
        do
        {
            var page = await Page(resource, space, labels, fields, next, cancellation).ConfigureAwait(false);
            foreach (var item in page.Items("items"))
                yield return item;
            next = page.Text("metadata", "continue");
        }
        while (!string.IsNullOrEmpty(next));
    }

    /// <summary>Names, labels and annotations only: what the objects hold (the contents of Secrets, say) is never sent.</summary>
    public async IAsyncEnumerable<JsonElement> ListMetadata(
        ApiResource resource, string? space, string labels = "", [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        string? next = null;
        do
        {
            var page = await Page(resource, space, labels, "", next, cancellation, "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1").ConfigureAwait(false);
            foreach (var item in page.Items("items"))
                yield return item;
            next = page.Text("metadata", "continue");
        }
        while (!string.IsNullOrEmpty(next));
    }

    /// <summary>Server-side apply.</summary>
    /// <param name="text">The object as YAML or JSON.</param>
    /// <param name="dryRun">Everything is checked (admission, quota, schema), nothing is stored.</param>
    /// <param name="force">Takes fields over from other managers instead of failing with a conflict.</param>
    public Task<JsonElement> Apply(
        ApiResource resource, string? space, string name, string text,
        bool dryRun = false, bool force = false, string manager = FieldManager, CancellationToken cancellation = default)
        => Change(dryRun ? null : resource, HttpMethod.Patch,
            $"{resource.Path(space, name)}?fieldManager={manager}&force={(force ? "true" : "false")}&fieldValidation=Strict{(dryRun ? "&dryRun=All" : "")}",
            $"apply {Named(resource, space, name)}", (text, "application/apply-patch+yaml"), cancellation);

    public Task<JsonElement> Create(ApiResource resource, string? space, JsonObject content, bool dryRun = false, CancellationToken cancellation = default)
        => Change(dryRun ? null : resource, HttpMethod.Post, $"{resource.Path(space)}?fieldManager={FieldManager}{(dryRun ? "&dryRun=All" : "")}",
            $"create {Named(resource, space, (string?)content["metadata"]?["name"] ?? "")}", (content.ToJsonString(), "application/json"), cancellation);

    /// <summary>An RFC 7386 merge patch.</summary>
    public Task<JsonElement> Patch(
        ApiResource resource, string? space, string name, JsonObject patch, string manager = FieldManager, CancellationToken cancellation = default)
        => Change(resource, HttpMethod.Patch, $"{resource.Path(space, name)}?fieldManager={manager}",
            $"patch {Named(resource, space, name)}", (patch.ToJsonString(), "application/merge-patch+json"), cancellation);

    /// <returns>False when there was none.</returns>
    /// <param name="uid">Deletes only this very object, not a later one of the same name.</param>
    public Task<bool> Delete(
        ApiResource resource, string? space, string name, string? uid = null, Propagation propagation = Propagation.Background, CancellationToken cancellation = default)
        => Delete(resource, space, name, uid is null ? null : new JsonObject { ["uid"] = uid }, propagation, cancellation);

    /// <summary>Deletes an object only as it was in this version.</summary>
    internal Task<bool> DeleteVersion(ApiResource resource, string? space, string name, string uid, string version, CancellationToken cancellation)
        => Delete(resource, space, name, new JsonObject { ["uid"] = uid, ["resourceVersion"] = version }, Propagation.Background, cancellation);

    private async Task<bool> Delete(ApiResource resource, string? space, string name, JsonObject? preconditions, Propagation propagation, CancellationToken cancellation)
    {
        var options = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "DeleteOptions", ["propagationPolicy"] = propagation.ToString() };
        if (preconditions is not null)
            options["preconditions"] = preconditions;
        try
        {
            await Change(resource, HttpMethod.Delete, resource.Path(space, name), $"delete {Named(resource, space, name)}", (options.ToJsonString(), "application/json"), cancellation).ConfigureAwait(false);
            return true;
        }
        catch (ApiException e) when (e.Code == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    /// <param name="changed">Null where nothing is stored.</param>
    private async Task<JsonElement> Change(ApiResource? changed, HttpMethod method, string path, string doing, (string Text, string Type) body, CancellationToken cancellation)
    {
        // The lease itself is what the guard asks for.
        if (changed is not null && changed != ApiResource.Leases && Guard is { } guard)
            await guard().ConfigureAwait(false);
        return await Ask(method, path, doing, body, cancellation).ConfigureAwait(false);
    }

    /// <summary>Asks the server whether the user of this connection may do something.</summary>
    public async Task<bool> May(string verb, ApiResource resource, string? space, string? part = null, CancellationToken cancellation = default)
    {
        var attributes = new JsonObject { ["verb"] = verb, ["group"] = resource.Group, ["resource"] = resource.Plural };
        if (resource.Namespaced && space is not null)
            attributes["namespace"] = space;
        if (part is not null)
            attributes["subresource"] = part;
        var review = new JsonObject
        {
            ["apiVersion"] = ApiResource.AccessReviews.ApiVersion,
            ["kind"] = ApiResource.AccessReviews.Kind,
            ["spec"] = new JsonObject { ["resourceAttributes"] = attributes },
        };
        var answer = await Ask(HttpMethod.Post, ApiResource.AccessReviews.Path(null), "ask for the own permissions", (review.ToJsonString(), "application/json"), cancellation).ConfigureAwait(false);
        return answer.Flag("status", "allowed");
    }

    internal async Task<JsonElement> Page(ApiResource resource, string? space, string labels, string fields, string? next, CancellationToken cancellation, string? accept = null)
    {
        var query = $"limit={PageSize}{Query("labelSelector", labels)}{Query("fieldSelector", fields)}{Query("continue", next ?? "")}";
        return await Ask(HttpMethod.Get, $"{resource.Path(space)}?{query}", $"list {resource.QualifiedName} in {space}", null, cancellation, accept).ConfigureAwait(false);
    }

    private static string Query(string name, string value) => value.Length == 0 ? "" : $"&{name}={Uri.EscapeDataString(value)}";

    private static string Named(ApiResource resource, string? space, string name)
        => resource.Namespaced ? $"{resource.Kind} {space}/{name}" : $"{resource.Kind} {name}";
}
