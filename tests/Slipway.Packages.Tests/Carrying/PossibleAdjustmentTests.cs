using Slipway.Components;
using Slipway.Packages.Tests.Composing;

namespace Slipway.Packages.Tests.Carrying;

/// <summary>What a site may say, counted: the words that images are looked for with.</summary>
public class PossibleAdjustmentTests
{
    private static IReadOnlyList<PossibleAdjustment> Of(string adjustable, string more = "", string traits = "{}")
    {
        using var files = new TestApplication().WithService("web")
            .WithApplication("application.yaml", $"web: {{service: web.yaml, traits: {traits}}}", $"adjustable: {adjustable}\n{more}");
        return PossibleAdjustments.Of(files.Composition(), PlatformReader.BuiltIn);
    }

    private static string[] Words(string adjustable, string more = "", string traits = "{}") => [.. Of(adjustable, more, traits).Select(one => one.Words)];

    [Fact]
    public void What_nobody_opens_is_not_tried() => Words("{}", traits: "{sidecar: {enabled: false, containers: {a: {image: a:1}}}}").ShouldBeEmpty();

    [Fact]
    public void A_switch_is_tried_both_ways()
        => Words("{web: {sidecar: {enabled: true}}}", traits: "{sidecar: {enabled: false, containers: {a: {image: a:1}}}}").ShouldBe(["--trait web.sidecar.enabled=false", "--trait web.sidecar.enabled=true"]);

    [Fact]
    public void A_switch_that_may_only_go_one_way_is_tried_that_way()
        => Words("{web: {sidecar: {enabled: {const: false}}}}").ShouldBe(["--trait web.sidecar.enabled=false"]);

    [Fact]
    public void Values_that_bounds_or_the_trait_count_are_tried_each_within_the_bounds()
    {
        Words("{web: {image: {tag: {enum: ['2.0', '3.0']}}}}").ShouldBe(["--trait web.image.tag=2.0", "--trait web.image.tag=3.0"]);
        Words("{web: {image: {pullPolicy: true}}}").Length.ShouldBe(3);
        Words("{web: {image: {pullPolicy: {not: {const: Never}}}}}").ShouldBe(["--trait web.image.pullPolicy=Always", "--trait web.image.pullPolicy=IfNotPresent"]);
    }

    [Fact]
    public void Few_choices_are_tried_in_all_their_combinations()
        => Words("{web: {image: {tag: {enum: ['2', '3']}, registry: {enum: [a.example, b.example]}}}}").ShouldBe(
        [
            "--trait web.image.tag=2", "--trait web.image.tag=2 --trait web.image.registry=a.example", "--trait web.image.tag=2 --trait web.image.registry=b.example",
            "--trait web.image.tag=3", "--trait web.image.tag=3 --trait web.image.registry=a.example", "--trait web.image.tag=3 --trait web.image.registry=b.example",
            "--trait web.image.registry=a.example", "--trait web.image.registry=b.example",
        ]);

    [Fact]
    public void Where_they_are_many_each_is_tried_alone()
    {
        var tags = string.Join(", ", Enumerable.Range(0, 60).Select(i => $"'t{i}'"));
        var all = Words($"{{web: {{image: {{tag: {{enum: [{tags}]}}, registry: {{enum: [a.example, b.example]}}}}}}}}");
        all.Length.ShouldBeLessThan(200);
        all.ShouldContain("--trait web.image.tag=t59");
        all.ShouldContain("--trait web.image.registry=b.example");
    }

    [Fact]
    public void What_a_trait_must_have_and_a_site_may_say_is_made_up_and_what_it_may_not_say_stops_it()
    {
        Words("{web: {autoscale: {enabled: true}}}").ShouldContain("--trait web.autoscale.enabled=true");
        Of("{web: {ingress: true}}").ShouldContain(one => one.Words.Contains("hosts"));
        Words("{web: {ingress: {enabled: true}}}").ShouldBe(["--trait web.ingress.enabled=false"]);
    }

    [Fact]
    public void Traits_are_tried_together_too()
        => Words("{web: {sidecar: {enabled: true}, autoscale: {enabled: true}}}", traits: "{sidecar: {enabled: false, containers: {a: {image: a:1}}}}").Last()
            .ShouldBe("--trait web.sidecar.enabled=true --trait web.autoscale.enabled=true");

    [Fact]
    public void Settings_and_presets_are_tried_where_they_change_a_component()
    {
        var words = Words(
            "{web: {replicas: {count: true}}}",
            "config: {type: object, properties: {worker: {enum: [a, b], default: a}}}\n"
                + "mapping: {web: {env: {WORKER: self.worker}}}\n"
                + "views: {all: {title: {en: A, zh: A}, keys: [worker], presets: {small: {title: {en: S, zh: S}, traits: {web: {replicas: {count: 1}}}}}}}",
            "{replicas: {count: 2}}");
        words.ShouldBe(["--config worker=b", "views.all.presets.small"]);
    }
}
