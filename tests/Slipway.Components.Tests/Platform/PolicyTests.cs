using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

public sealed class PolicyTests
{
    [Fact]
    public void A_platform_without_a_policy_allows_nothing_beyond_the_ordinary()
    {
        var policy = PlatformReader.BuiltIn.Policy;
        (policy.Containers, policy.Adopted, policy.Sources.Count).ShouldBe((false, false, 0));
        PolicyReader.Of(PlatformFiles.Folder("/no/such/folder")).ShouldBe(PlatformPolicy.Default);
    }

    [Fact]
    public void A_teams_policy_says_what_its_definitions_may_do()
    {
        var folder = new PlatformFolder().With("policy.yaml", """
            format: policy/alpha1
            Containers: true
            sources:
              FTP: {host: "files.example.com:2121", credentials: file-server}
              oci: {host: registry.example.com}
            """);
        foreach (var policy in new[] { folder.Read().Policy, PolicyReader.Of(PlatformFiles.Folder(folder.Path)) })
        {
            (policy.Containers, policy.Adopted).ShouldBe((true, false));
            policy.Sources.Select(source => $"{source.Key} {source.Value.Host} {source.Value.Credentials}").ShouldBe(["Ftp files.example.com:2121 file-server", "Oci registry.example.com "], ignoreOrder: true);
            (policy.Options.AllowContainers, policy.Options.AllowAdopted).ShouldBe((true, false));
            policy.Options.Hosts.ShouldBe([SourceKind.Ftp, SourceKind.Oci], ignoreOrder: true);
        }
    }

    [Fact]
    public void Each_fault_of_a_policy_is_told_with_its_place()
    {
        var folder = new PlatformFolder().With("policy.yaml", """
            format: policy/alpha2
            container: true
            adopted: yes
            sources:
              ftp: {credentials: File_Server}
              http: {host: "https://files.example.com", user: a}
              file: {host: here}
              oci: registry.example.com
            """);
        var (platform, findings) = PlatformReader.Read(folder.Path);
        platform.ShouldBeNull();
        var empty = PolicyReader.Read(new SourceText("policy.yaml", "# nothing\n"));
        empty.Policy.ShouldBeNull();
        Golden.Check("policy.txt", Printed.Text([.. findings, .. empty.Findings], folder.Path));
    }
}
