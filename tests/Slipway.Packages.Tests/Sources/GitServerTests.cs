using Slipway.Packages.Tests.Composing;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Sources;

/// <summary>Repositories behind servers, with what the user has stored for them.</summary>
public sealed class GitServerTests : IDisposable
{
    private const string Password = "s3cret-of-the-bot";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-git-server-");
    private readonly TestApplication files = new();
    private readonly string? configured = Environment.GetEnvironmentVariable("GIT_CONFIG_GLOBAL");
    private readonly string? authorities = Environment.GetEnvironmentVariable("GIT_SSL_CAINFO");
    private int attempts;

    [Fact]
    public async Task Over_HTTPS_with_an_own_authority_and_a_stored_password()
    {
        var commit = await Repository();
        await using var server = await GitServer.Start(folder.FullName, $"bot:{Password}");
        Configured("[http]\n  sslVerify = true\n");
        Failed(await Compose(server.Address("cart.git"))).ShouldContain("certificate");

        await File.WriteAllTextAsync(At("ca.pem"), server.Authority, TestContext.Current.CancellationToken);
        Configured($"[http]\n  sslCAInfo = {At("ca.pem")}\n");
        Failed(await Compose(server.Address("cart.git"))).ShouldContain("Username");

        await File.WriteAllTextAsync(At("passwords"), $"https://bot:{Password}@localhost:{server.Port}\n", TestContext.Current.CancellationToken);
        Configured($"[http]\n  sslCAInfo = {At("ca.pem")}\n[credential]\n  helper = store --file={At("passwords")}\n");
        var composed = await Compose(server.Address("cart.git"));
        composed.Findings.ShouldBeEmpty();
        composed.Composition!.Components.ShouldHaveSingleItem().Service!.VersionText.ShouldBe("1.0.0");
        var text = await File.ReadAllTextAsync(Path.Combine(files.Folder, "application.lock"), TestContext.Current.CancellationToken);
        text.ShouldContain(commit);
        text.ShouldNotContain(Password);
    }

    [Fact]
    public async Task Over_SSH_by_the_command_that_the_user_has_configured()
    {
        var commit = await Repository();
        using var server = await SshServer.Start(folder.FullName);
        Configured("");
        // Nobody is asked whether the host is the right one.
        Failed(await Compose(server.Address(At("cart.git")))).ShouldNotBeEmpty();

        Configured($"[core]\n  sshCommand = ssh -F none -i {At("key")} -o IdentitiesOnly=yes -o UserKnownHostsFile={At("known")} -o BatchMode=yes\n");
        var composed = await Compose(server.Address(At("cart.git")));
        composed.Findings.ShouldBeEmpty();
        composed.Composition!.Components.ShouldHaveSingleItem().Service!.VersionText.ShouldBe("1.0.0");
        (await File.ReadAllTextAsync(Path.Combine(files.Folder, "application.lock"), TestContext.Current.CancellationToken)).ShouldContain(commit);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("GIT_CONFIG_GLOBAL", configured);
        Environment.SetEnvironmentVariable("GIT_SSL_CAINFO", authorities);
        files.Dispose();
        folder.Delete(recursive: true);
    }

    private string At(string name) => Path.Combine(folder.FullName, name);

    /// <summary>For all of this process: nothing in it could disturb tests that read repositories on this disk.</summary>
    private void Configured(string text)
    {
        File.WriteAllText(At("gitconfig"), text);
        Environment.SetEnvironmentVariable("GIT_CONFIG_GLOBAL", At("gitconfig"));
        // This machine's own would stand above the configuration.
        Environment.SetEnvironmentVariable("GIT_SSL_CAINFO", null);
    }

    private async Task<string> Repository()
    {
        using var repository = await TestRepository.Start();
        var commit = await repository.WithService("service.yaml", "cart").Commit("v1");
        await Command.Run("git", "clone", "--quiet", "--bare", repository.Folder, At("cart.git"));
        return commit;
    }

    private Task<Composed> Compose(string address)
    {
        files.WithApplication("application.yaml", $"cart: {{service: {{git: \"{address}\", revision: v1, path: service.yaml}}}}");
        var how = new Gathering(new SourceCache(At($"cache{attempts++}")), new ImageOptions { Environment = _ => null });
        return Gather.Compose(Path.Combine(files.Folder, "application.yaml"), null, how, TestContext.Current.CancellationToken);
    }

    private static string Failed(Composed composed)
    {
        var finding = composed.Findings.ShouldHaveSingleItem();
        finding.Rule.ShouldBe(SourceRules.GitFailed);
        return finding.Message(Language.English);
    }
}
