using Slipway.Delivery.Kubernetes;
using Slipway.Packages;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Delivery.Tests;

public sealed class KubeconfigTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-kubeconfig-");

    public void Dispose() => folder.Delete(recursive: true);

    private const string Whole = """
        current-context: one
        contexts:
        - name: one
          context: {cluster: c1, user: u1, namespace: apps}
        - name: two
          context: {cluster: absent, user: u1}
        clusters:
        - name: c1
          cluster: {server: "https://one.example:6443", proxy-url: "socks5://proxy.example:1080", tls-server-name: kubernetes, certificate-authority: ca.pem}
        users:
        - name: u1
          user: {tokenFile: token}
        """;

    [Fact]
    public void A_context_is_resolved_with_paths_relative_to_its_own_file()
    {
        Write("ca.pem", "PEM");
        var access = Kubeconfig.Resolve(new(Write("config", Whole))).Access.ShouldNotBeNull();
        (access.Context, access.Server.ToString(), access.Namespace).ShouldBe(("one", "https://one.example:6443/", "apps"));
        (access.AuthorityPem, access.ServerName, access.Proxy!.ToString()).ShouldBe(("PEM", "kubernetes", "socks5://proxy.example:1080/"));
        access.TokenFile.ShouldBe(At("token"));
        access.ToString().ShouldNotContain("token");
    }

    [Fact]
    public void In_a_list_missing_files_are_skipped_and_the_first_entry_of_a_name_wins()
    {
        var first = Write("first", "contexts: [{name: a, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: {server: 'https://first:1'}}]\n");
        var second = Write("second", "current-context: a\nclusters: [{name: c, cluster: {server: 'https://second:1'}}]\nusers: [{name: u, user: {token: t}}]\n");
        var access = Resolve($"{At("absent")}:{first}:{second}").Access.ShouldNotBeNull();
        (access.Server.Host, access.Token, access.Source).ShouldBe(("first", "t", first));
        access.ExplicitKubeconfig.ShouldBeNull();
    }

    [Fact]
    public void Without_any_kubeconfig_there_is_an_error_that_names_where_was_looked_and_never_a_directory()
    {
        var problem = Resolve($"{At("a")}:{At("b")}").Problem.ShouldNotBeNull();
        problem.Rule.ShouldBe(TargetRules.NoKubeconfig);
        problem.Message(Language.English).ShouldContain(At("a") + ", " + At("b"));
        Kubeconfig.Resolve(new(At("named"))).Problem!.Rule.ShouldBe(TargetRules.KubeconfigNotFound);
        Kubeconfig.Resolve(new() { Variable = _ => null, Home = folder.FullName }).Problem!.Message(Language.English).ShouldContain(Path.Combine(".kube", "config"));
    }

    [Fact]
    public void Inside_a_pod_the_service_account_is_used_when_there_is_no_kubeconfig()
    {
        Write("token", "t");
        Write("ca.crt", "PEM");
        Write("namespace", "apps\n");
        var access = Kubeconfig.Resolve(new()
        {
            Home = At("nobody"),
            ServiceAccountFolder = folder.FullName,
            Variable = name => name switch { "KUBERNETES_SERVICE_HOST" => "fd00::1", "KUBERNETES_SERVICE_PORT" => "443", _ => null },
        }).Access.ShouldNotBeNull();
        (access.InCluster, access.Server.ToString(), access.Namespace).ShouldBe((true, "https://[fd00::1]/", "apps"));
    }

    [Theory]
    [InlineData("contexts: [", "SLW0403")]
    [InlineData("- a list", "SLW0403")]
    [InlineData("contexts: text", "SLW0403")]
    [InlineData("contexts: [{context: {}}]", "SLW0403")]
    [InlineData("\0\0\0", "SLW0403")]
    [InlineData("", "SLW0405")]
    [InlineData("current-context: gone", "SLW0404")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: gone, user: u}}]", "SLW0406")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: c, user: gone}}]\nclusters: [{name: c, cluster: {server: 'https://x'}}]", "SLW0406")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: 'ftp://x'}}]", "SLW0407")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: c}}]\nclusters: [{name: c, cluster: {}}]", "SLW0407")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: 'https://x', certificate-authority-data: '%%'}}]", "SLW0408")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: 'https://x', certificate-authority: absent.pem}}]", "SLW0408")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: 'https://x', proxy-url: 'gopher://x'}}]", "SLW0408")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: {server: 'https://x'}}]\nusers: [{name: u, user: {auth-provider: {name: gcp}}}]", "SLW0411")]
    public void A_kubeconfig_that_is_wrong_is_an_error_that_names_the_file(string text, string code)
    {
        var file = Write("config", text);
        var result = Kubeconfig.Resolve(new(file));
        result.Access.ShouldBeNull();
        result.Problem!.Rule.Code.ShouldBe(code);
        result.Problem.Message(Language.English).ShouldContain(file);
        result.Problem.Message(Language.Chinese).ShouldContain(file);
    }

    [Fact]
    public void A_directory_in_place_of_a_kubeconfig_is_an_error()
        => Kubeconfig.Resolve(new(folder.FullName)).Problem!.Rule.ShouldBe(TargetRules.KubeconfigUnreadable);

    [Fact]
    public void A_context_that_is_asked_for_wins_over_the_current_one()
        => Kubeconfig.Resolve(new(Write("config", Whole), "two")).Problem!.Message(Language.English).ShouldContain("names the cluster absent");

    [Fact]
    public async Task A_credential_plugin_gets_its_arguments_and_variables_and_hands_over_a_token()
    {
        var plugin = Script("""
            [ "$1" = get-token ] && [ "$REGION" = north ] || exit 9
            case "$KUBERNETES_EXEC_INFO" in *'"interactive":false'*) ;; *) exit 8;; esac
            echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"from-plugin","expirationTimestamp":"2999-01-01T00:00:00Z"}}'
            """);
        var access = WithPlugin(plugin);
        using var credentials = new Credentials(access, TimeProvider.System);
        (await credentials.Header(TestContext.Current.CancellationToken))!.Parameter.ShouldBe("from-plugin");
    }

    [Theory]
    [InlineData("echo 'please log in' >&2; exit 1", "exit code 1: please log in")]
    [InlineData("echo nonsense-secret", "what it printed is not JSON")]
    [InlineData("echo '{\"kind\":\"ExecCredential\",\"status\":{}}'", "no ExecCredential with a token")]
    public async Task A_credential_plugin_that_fails_is_named_with_its_own_words(string script, string expected)
    {
        using var credentials = new Credentials(WithPlugin(Script(script)), TimeProvider.System);
        var failed = await Should.ThrowAsync<ClusterException>(async () => await credentials.Header(TestContext.Current.CancellationToken));
        failed.Problem.Rule.ShouldBe(TargetRules.ExecFailed);
        failed.Problem.Message(Language.English).ShouldContain(expected);
        failed.Problem.Message(Language.English).ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_credential_plugin_that_is_not_installed_says_how_to_get_it()
    {
        using var credentials = new Credentials(WithPlugin("no-such-plugin"), TimeProvider.System);
        var failed = await Should.ThrowAsync<ClusterException>(async () => await credentials.Header(TestContext.Current.CancellationToken));
        failed.Problem.Rule.ShouldBe(TargetRules.ExecNotStarted);
        failed.Problem.Message(Language.English).ShouldStartWith("the credential plugin no-such-plugin of the user u");
        failed.Problem.Help(Language.English).ShouldContain("apt install it");
        failed.Problem.Message(Language.Chinese).ShouldNotContain("No such file");
        failed.Problem.Message(Language.English).ShouldNotContain("No such file");
    }

    [Theory]
    [InlineData("sleep 60")]
    [InlineData("sleep 60 & exit 0")]
    [InlineData("trap '' TERM; while :; do sleep 1; done")]
    public async Task A_credential_plugin_that_hangs_is_given_up_and_named(string script)
    {
        var access = WithPlugin(Script(script));
        using var credentials = new Credentials(access with { Plugin = access.Plugin! with { Limit = TimeSpan.FromSeconds(1) } }, TimeProvider.System);
        var failing = Should.ThrowAsync<ClusterException>(async () => await credentials.Header(TestContext.Current.CancellationToken));
        var failed = await failing.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        failed.Problem.Rule.ShouldBe(TargetRules.ExecHangs);
        failed.Problem.Message(Language.English).ShouldContain("plugin.sh of the user u");
        failed.Problem.Message(Language.English).ShouldEndWith("did not end within 1 s");
        access.Plugin!.Limit.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("10.0.0.0/8", "https://10.1.2.3:6443", true)]
    [InlineData("10.0.0.0/8", "https://11.1.2.3:6443", false)]
    [InlineData("example.com", "https://k8s.example.com", true)]
    [InlineData(".example.com", "https://example.com", false)]
    [InlineData("k8s.local:6443", "https://k8s.local:6443", true)]
    [InlineData("k8s.local:6443", "https://k8s.local:443", false)]
    [InlineData("*", "https://anything", true)]
    [InlineData("", "https://127.0.0.1:1", true)]
    [InlineData("", "https://anything", false)]
    public void NO_PROXY_is_read_as_kubectl_and_Helm_read_it(string exceptions, string destination, bool direct)
    {
        var proxy = new ProxyFromEnvironment(name => name switch { "no_proxy" => exceptions, "HTTPS_PROXY" => "proxy:3128", _ => null });
        proxy.GetProxy(new Uri(destination))?.ToString().ShouldBe(direct ? null : "http://proxy:3128/");
        (proxy.GetProxy(new Uri(destination)) is null).ShouldBe(direct);
    }

    private ClusterAccess WithPlugin(string command) => Kubeconfig.Resolve(new(Write("config", $$$"""
        current-context: a
        contexts: [{name: a, context: {cluster: c, user: u}}]
        clusters: [{name: c, cluster: {server: 'https://x'}}]
        users:
        - name: u
          user:
            exec:
              apiVersion: client.authentication.k8s.io/v1
              command: {{{command}}}
              args: [get-token]
              env: [{name: REGION, value: north}]
              installHint: apt install it
        """))).Access.ShouldNotBeNull();

    private string Script(string body)
    {
        TestProgram.Script(Path.Combine(folder.FullName, "plugin.sh"), body);
        return "./plugin.sh";
    }

    private KubeconfigResult Resolve(string list)
        => Kubeconfig.Resolve(new() { Variable = name => name == "KUBECONFIG" ? list : null, Home = At("nobody") });

    private string At(string name) => Path.Combine(folder.FullName, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }
}
