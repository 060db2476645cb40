using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

/// <summary>What a release of the single chart takes in the cluster's store, with as many traits on as stand together.</summary>
public sealed class ReleaseSizeTests
{
    private const int Most = 100_000;

    [Theory]
    [InlineData("helm3")]
    [InlineData("helm4")]
    public async Task The_release_Secret_with_all_traits_on_is_under_100_KB(string program)
    {
        TestEnvironment.NeedsCluster();
        var (helm, kubectl) = (TestEnvironment.Needs(program), TestEnvironment.Needs("kubectl"));
        await TestKinds.Make();
        var (title, rendered) = (await TraitCompany.Crowds()).MaxBy(c => c.Title.Length);
        var space = $"size-{Guid.NewGuid():N}"[..14];
        var values = Path.GetTempFileName();
        await File.WriteAllTextAsync(values, YamlWriter.Write(rendered.Component.Values), TestContext.Current.CancellationToken);
        try
        {
            await Command.Run(helm, ["upgrade", "--install", "web", HelmUnderTest.Chart(), "-n", space, "--create-namespace", "-f", values]);
            var secret = await Command.Run(kubectl, ["get", "secret", "sh.helm.release.v1.web.v1", "-n", space, "-o", "jsonpath={.data.release}"]);
            // What the API server stores and limits (1 MiB) are the bytes of the value; on the wire base64 makes a third more of them.
            var stored = Convert.FromBase64String(secret).Length;
            TestContext.Current.SendDiagnosticMessage($"{program}: {stored} bytes with {title}");
            stored.ShouldBeLessThan(Most, title);
        }
        finally
        {
            // What stands in no namespace goes with the release only.
            await Command.Try(helm, ["uninstall", "web", "-n", space]);
            await Command.Try(kubectl, ["delete", "namespace", space, "--wait=false"]);
            File.Delete(values);
        }
    }
}
