namespace Slipway.Packages.Tests.Carrying;

public class CarriedNameTests
{
    [Theory]
    [InlineData("redis", "docker.io/library/redis:latest", "docker.io/library/redis:latest", "reg.example.com:5000/mirror/library/redis:latest")]
    [InlineData("bitnami/redis:7", "docker.io/bitnami/redis:7", "docker.io/bitnami/redis:7", "reg.example.com:5000/mirror/bitnami/redis:7")]
    [InlineData("quay.io/a/b/c:1.2", "quay.io/a/b/c:1.2", "quay.io/a/b/c:1.2", "reg.example.com:5000/mirror/a/b/c:1.2")]
    [InlineData("/team/web:1", "/team/web:1", "docker.io/team/web:1", "reg.example.com:5000/mirror/team/web:1")]
    [InlineData("/web:1", "/web:1", "docker.io/library/web:1", "reg.example.com:5000/mirror/web:1")]
    public void A_name_has_one_form_and_one_place_at_each_registry(string text, string name, string node, string relocated)
    {
        var parsed = CarriedName.Parse(text).ShouldNotBeNull();
        parsed.ToString().ShouldBe(name);
        parsed.At(null).ToString().ShouldBe(node);
        parsed.Relocated("reg.example.com:5000/mirror").ToString().ShouldBe(relocated);
        CarriedName.Parse(name).ShouldBe(parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("//a")]
    [InlineData("Web:1")]
    [InlineData("a b")]
    [InlineData("a:1@sha256:12")]
    [InlineData("http://a/b")]
    public void What_no_registry_would_take_is_no_name(string text) => CarriedName.Parse(text).ShouldBeNull();
}
