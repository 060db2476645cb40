using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

/// <summary>What a release of the single chart takes in the cluster's store, with as many traits on as stand together.</summary>
public sealed class ReleaseSizeTests
{
    /// <summary>The goal is 100,000; with 46 traits it is 126,000, because the chart's files are compressed after they were encoded. Never more than this.</summary>
    private const int Most = 140_000;

    [Theory]
    [InlineData("helm3")]
    [InlineData("helm4")]
    public async Task The_release_Secret_with_all_traits_on_stays_small(string program)
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
            var secret = await Command.Run(kubectl, ["get", "secret", "sh.helm.release.v1.web.v1", "-n", space, "-o", "json"]);
            TestContext.Current.SendDiagnosticMessage($"{program}: {secret.Length} bytes with {title}");
            secret.Length.ShouldBeLessThan(Most, title);
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
