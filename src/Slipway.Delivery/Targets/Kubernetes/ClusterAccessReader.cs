using System.Text;
using Slipway.Yaml;

namespace Slipway.Delivery.Kubernetes;

/// <summary>One context of the merged kubeconfigs, resolved to all that a connection needs.</summary>
internal static class ClusterAccessReader
{
    public static ClusterAccess Read(KubeconfigEntries all, KubeconfigChoice choice)
    {
        var context = ContextOf(all, choice.Context);
        var cluster = Named(all.Clusters, context, "cluster", "集群");
        var user = context.Content["user"] is null ? new KubeconfigEntry("", new MapNode([]), context.File) : Named(all.Users, context, "user", "用户");
        var access = new ClusterAccess(context.File, context.Name, ServerOf(cluster), Text(context.Content, "namespace"))
        {
            ExplicitKubeconfig = choice.Path,
            User = user.Name,
            SkipVerify = Text(cluster.Content, "insecure-skip-tls-verify") == "true",
            ServerName = Text(cluster.Content, "tls-server-name"),
            AuthorityPem = Pem(cluster, "certificate-authority-data", "certificate-authority"),
            Proxy = ProxyOf(cluster),
        };
        return WithCredentials(access, user, cluster);
    }

    private static ClusterAccess WithCredentials(ClusterAccess access, KubeconfigEntry user, KubeconfigEntry cluster)
    {
        var content = user.Content;
        if (content["auth-provider"] is MapNode provider)
            throw new ClusterException(Diagnostic.Of(TargetRules.AuthProviderUnsupported, provider.At, user.Name, user.File, Text(provider, "name") ?? "?"));
        return access with
        {
            ClientCertificatePem = Pem(user, "client-certificate-data", "client-certificate"),
            ClientKeyPem = Pem(user, "client-key-data", "client-key"),
            Token = Text(content, "token"),
            TokenFile = Text(content, "tokenFile") is { } file ? Beside(user, file) : null,
            UserName = Text(content, "username"),
            Password = Text(content, "password"),
            Impersonate = Text(content, "as"),
            ImpersonateGroups = Texts(content["as-groups"]),
            Plugin = content["exec"] is MapNode exec ? PluginOf(exec, user, cluster) : null,
        };
    }

    private static KubeconfigEntry ContextOf(KubeconfigEntries all, string? asked)
    {
        var known = all.Contexts.Count == 0 ? "-" : string.Join(", ", all.Contexts.Select(c => c.Name));
        var name = asked ?? all.CurrentContext
            ?? throw new ClusterException(TargetRules.NoCurrentContext.With(all.FileNames, known));
        return all.Contexts.FirstOrDefault(c => c.Name == name)
            ?? throw new ClusterException(TargetRules.ContextMissing.With(name, all.FileNames, known));
    }

    private static KubeconfigEntry Named(IReadOnlyList<KubeconfigEntry> entries, KubeconfigEntry context, string key, string inChinese)
    {
        var name = Text(context.Content, key) ?? "";
        return entries.FirstOrDefault(e => e.Name == name)
            ?? throw new ClusterException(Diagnostic.Of(TargetRules.ContextIncomplete, context.Content.At, context.Name, context.File, key, name) with
            {
                ChineseArguments = [context.Name, context.File, inChinese, name],
            });
    }

    private static Uri ServerOf(KubeconfigEntry cluster)
    {
        var text = Text(cluster.Content, "server") ?? "";
        return Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var server) && server.Scheme is "https" or "http" && server.Host.Length > 0
            ? server
            : throw new ClusterException(Diagnostic.Of(TargetRules.ServerInvalid, cluster.Content.At, cluster.Name, cluster.File, text.Length == 0 ? "`server` is missing" : text) with
            {
                ChineseArguments = [cluster.Name, cluster.File, text.Length == 0 ? "缺少 `server`" : text],
            });
    }

    private static Uri? ProxyOf(KubeconfigEntry cluster)
    {
        if (Text(cluster.Content, "proxy-url") is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var proxy) && proxy.Scheme is "http" or "https" or "socks5"
            ? proxy
            : throw Unusable(cluster, "proxy-url", new($"{text} is no address of the schemes http, https or socks5", $"{text} 不是 http、https 或 socks5 地址"));
    }

    /// <summary>The data field wins over the file, as in kubectl.</summary>
    private static string? Pem(KubeconfigEntry entry, string dataKey, string fileKey)
    {
        try
        {
            if (Text(entry.Content, dataKey) is { Length: > 0 } data)
                return Encoding.UTF8.GetString(Convert.FromBase64String(data));
            return Text(entry.Content, fileKey) is { Length: > 0 } file ? File.ReadAllText(Beside(entry, file)) : null;
        }
        catch (FormatException)
        {
            throw Unusable(entry, dataKey, new("it is not base64", "不是 base64 编码"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(entry, fileKey, new(e.Message, e.Message));
        }
    }

    private static ExecPlugin PluginOf(MapNode exec, KubeconfigEntry user, KubeconfigEntry cluster)
    {
        var command = Text(exec, "command") ?? throw Unusable(user, "exec", new("`command` is missing", "缺少 `command`"));
        var variables = exec["env"] is ListNode list
            ? list.Items.OfType<MapNode>().Select(e => (Text(e, "name") ?? "", Text(e, "value") ?? "")).Where(e => e.Item1.Length > 0)
            : [];
        return new ExecPlugin(
            command.Contains('/', StringComparison.Ordinal) ? Beside(user, command) : command,
            Texts(exec["args"]), [.. variables],
            Text(exec, "apiVersion") ?? "client.authentication.k8s.io/v1",
            Text(exec, "installHint"), user.Name, user.File)
        {
            ProvideClusterInfo = Text(exec, "provideClusterInfo") == "true",
            ClusterServer = Text(cluster.Content, "server") ?? "",
            ClusterAuthorityPem = Pem(cluster, "certificate-authority-data", "certificate-authority"),
        };
    }

    private static ClusterException Unusable(KubeconfigEntry entry, string field, LocalText cause)
        => new(Diagnostic.Of(TargetRules.CredentialUnreadable, entry.Content[field]?.At, $"`{field}` of {entry.Name}", entry.File, cause.English) with
        {
            ChineseArguments = [$"{entry.Name} 的 `{field}`", entry.File, cause.Chinese],
        });

    private static string Beside(KubeconfigEntry entry, string path)
        => Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(entry.File))!);

    private static string? Text(MapNode map, string key)
        => map[key] is ScalarNode { Kind: not ScalarKind.Null, Text.Length: > 0 } scalar ? scalar.Text : null;

    private static string[] Texts(Node? node)
        => node is ListNode list ? [.. list.Items.OfType<ScalarNode>().Select(s => s.Text)] : [];
}

/// <summary>The service account that Kubernetes mounts into every pod.</summary>
internal static class InClusterAccess
{
    public static ClusterAccess? Find(KubeconfigChoice choice)
    {
        var folder = choice.ServiceAccountFolder;
        var (host, port) = (choice.Variable("KUBERNETES_SERVICE_HOST"), choice.Variable("KUBERNETES_SERVICE_PORT"));
        var token = Path.Combine(folder, "token");
        if (string.IsNullOrEmpty(host) || string.IsNullOrEmpty(port) || choice.Context is not null || !File.Exists(token))
            return null;
        var (authority, space) = (Path.Combine(folder, "ca.crt"), Path.Combine(folder, "namespace"));
        var address = host.Contains(':', StringComparison.Ordinal) ? $"https://[{host}]:{port}/" : $"https://{host}:{port}/";
        return new ClusterAccess(folder, "in-cluster", new Uri(address), File.Exists(space) ? File.ReadAllText(space).Trim() : null)
        {
            InCluster = true,
            TokenFile = token,
            AuthorityPem = File.Exists(authority) ? File.ReadAllText(authority) : null,
        };
    }
}
