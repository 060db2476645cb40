using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Carrying;

public class RelocationTests
{
    private const string Prefix = "reg.example.com:5000/mirror";

    [Theory]
    [InlineData("{containers: {web: {image: {repository: team/web, tag: '1'}}}}", "{containers: {web: {image: {repository: team/web, tag: '1', registry: 'PREFIX', digest: 'DIGEST'}}}}")]
    [InlineData("{containers: {web: {image: {registry: '', repository: redis, tag: '7'}}}}", "{containers: {web: {image: {registry: 'PREFIX', repository: library/redis, tag: '7', digest: 'DIGEST'}}}}")]
    [InlineData("{containers: {web: {image: {registry: quay.io, repository: a/b, tag: '2'}}}}", "{containers: {web: {image: {registry: 'PREFIX', repository: a/b, tag: '2', digest: 'DIGEST'}}}}")]
    [InlineData("{containers: {web: {args: ['--image=quay.io/a/b:2', 'x quay.io/a/b:2, redis:7']}}}", "{containers: {web: {args: ['--image=PREFIX/a/b:2@DIGEST', 'x PREFIX/a/b:2@DIGEST, redis:7']}}}")]
    [InlineData("{objects: {job: {spec: {containers: [{image: 'redis:7'}, {image: 'redis:7.2'}]}}}}", "{objects: {job: {spec: {containers: [{image: 'PREFIX/library/redis:7@DIGEST'}, {image: 'redis:7.2'}]}}}}")]
    [InlineData("{containers: {web: {image: {registry: quay.io, repository: team/web, tag: '1'}}}}", "{containers: {web: {image: {registry: quay.io, repository: team/web, tag: '1'}}}}")]
    public void Of_our_own_chart_the_values_are_rewritten_and_nothing_that_the_package_does_not_carry(string before, string after)
    {
        var images = new[] { Carried("/team/web:1"), Carried("redis:7"), Carried("quay.io/a/b:2") };
        var component = Relocation.Apply(new Component("web", "1.0.0", Read(before)) { Installation = "web" }, images, Prefix);
        JsonText.Write(component.Values).ShouldBe(JsonText.Write(Read(Told(after, images[0]))));
    }

    [Fact]
    public void A_foreign_charts_finished_objects_are_rewritten()
    {
        var image = Carried("quay.io/a/b:2");
        var component = Relocation.Apply(new Component("web", "1.0.0", Node.Map()) { Installation = "web", Chart = new ComponentChart("c", "1.0.0", new Dictionary<string, byte[]>()) }, [image], Prefix);
        var pod = Read("{kind: Pod, spec: {initContainers: [{image: 'quay.io/a/b:2'}], containers: [{image: 'quay.io/a/b:3', env: [{name: HELPER_IMAGE, value: 'quay.io/a/b:2'}]}]}}");
        JsonText.Write(component.Rewriting.ShouldNotBeNull().Change(pod)).ShouldBe(JsonText.Write(Read(Told(
            "{kind: Pod, spec: {initContainers: [{image: 'PREFIX/a/b:2@DIGEST'}], containers: [{image: 'quay.io/a/b:3', env: [{name: HELPER_IMAGE, value: 'PREFIX/a/b:2@DIGEST'}]}]}}", image))));
        var other = Read("{kind: Service, spec: {}}");
        component.Rewriting.Change(other).ShouldBeSameAs(other);
    }

    [Fact]
    public void Names_for_nodes_are_those_that_pods_ask_for()
    {
        var image = Carried("/web:1");
        PackageContents.NodeNames(image, null).Select(name => name.Name).ShouldBe(["docker.io/library/web:1", $"docker.io/library/web@{image.Top.Digest}"]);
        PackageContents.NodeNames(image, Prefix).Select(name => name.Name).ShouldBe([$"{Prefix}/web:1", $"{Prefix}/web@{image.PushedDigest}"]);
    }

    private static string Told(string text, PackedImage image)
        => text.Replace("PREFIX", Prefix, StringComparison.Ordinal).Replace("DIGEST", image.PushedDigest.ToString(), StringComparison.Ordinal);

    private static MapNode Read(string yaml) => (MapNode)YamlReader.Read(new SourceText("values.yaml", yaml)).Documents[0];

    private static PackedImage Carried(string name)
    {
        var image = CarriedImageTests.Image("any");
        var (manifest, config) = (image.Blobs[image.Manifest], image.Blobs[image.Config]);
        var top = new StoredManifest(new Descriptor(MediaTypes.Manifest, Digest.Parse(image.Manifest)!, manifest.Length), manifest);
        return PackedImages.Of(CarriedName.Parse(name)!, top, [ImagePlatform.LinuxAmd64], "test", _ => config);
    }
}
