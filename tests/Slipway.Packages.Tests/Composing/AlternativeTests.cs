using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Composing;

/// <summary>What a site may choose has to work, whichever it chooses.</summary>
public class AlternativeTests
{
    private static string[] Told(TestApplication files) => [.. files.Compose().Findings.Select(finding => $"{finding.Rule.Code} {finding.Message(Language.English)}")];

    [Fact]
    public void A_circle_that_closes_with_another_choice_is_told_with_the_choice()
    {
        using var files = new TestApplication().WithService("a").WithService("b").WithService("c").WithApplication("application.yaml",
            "a: {service: a.yaml, dependsOn: [b]}\nb: {service: b.yaml}\nc: {service: c.yaml, dependsOn: [a]}", "oneOf: {x: {components: [b, c], default: b}}");
        Told(files).ShouldBe(["SLW0723 no component of this circle can start first: a → c → a (x=c)"]);
    }

    [Fact]
    public void Two_choices_close_a_circle_together()
    {
        using var files = new TestApplication().WithService("a").WithService("b").WithService("c").WithService("d").WithApplication("application.yaml",
            "a: {service: a.yaml}\nb: {service: b.yaml, dependsOn: [c]}\nc: {service: c.yaml}\nd: {service: d.yaml, dependsOn: [a]}",
            "oneOf:\n  x: {components: [a, b], default: a}\n  y: {components: [c, d], default: c}");
        Told(files).ShouldBe(["SLW0723 no component of this circle can start first: b → d → b (x=b, y=d)"]);
    }

    [Fact]
    public void Those_of_one_choice_never_run_together_and_close_no_circle()
    {
        using var files = new TestApplication().WithService("a").WithService("b").WithService("c").WithApplication("application.yaml",
            "a: {service: a.yaml, dependsOn: [b]}\nb: {service: b.yaml}\nc: {service: c.yaml}", "oneOf: {x: {components: [b, c], default: b}}");
        Told(files).ShouldBeEmpty();
    }

    [Fact]
    public void A_service_is_missed_where_another_alternative_is_another_service()
    {
        using var files = new TestApplication().WithService("a").WithService("b").WithService("z", more: "depsService: {b: 1.0.0}").WithApplication("application.yaml",
            "a: {service: a.yaml}\nb: {service: b.yaml}\nz: {service: z.yaml, dependsOn: [a]}", "oneOf: {x: {components: [a, b], default: b}}");
        Told(files).ShouldBe(["SLW0842 the component `z` needs the service `b`, which no component is that runs where a site chooses `x=a`"]);
    }

    [Fact]
    public void Alternatives_that_are_the_same_service_stand_in_for_each_other()
    {
        using var files = new TestApplication().WithService("b").WithService("z", more: "depsService: {b: 1.0.0}").WithApplication("application.yaml",
            "a: {service: b.yaml}\nb: {service: b.yaml}\nz: {service: z.yaml}", "oneOf: {x: {components: [a, b], default: b}}");
        Told(files).ShouldBeEmpty();
        var chosen = new Selection(new Dictionary<string, bool>(), new Dictionary<string, string> { ["x"] = "a" }).Of(files.Composition());
        chosen.Findings.ShouldBeEmpty();
        chosen.Components.Single(component => component.Name == "z").After.ShouldBe(["a"]);
    }

    [Fact]
    public void A_component_of_a_middle_product_can_be_waited_for_by_its_path()
    {
        using var files = new TestApplication().WithService("a").WithService("c").WithService("d")
            .WithApplication("inner.yaml", "c: {service: c.yaml}\nd: {service: d.yaml}")
            .WithApplication("application.yaml", "a: {service: a.yaml, dependsOn: [m/c]}\nm: {application: inner.yaml}");
        files.Composition().Component("a")!.After.ShouldBe(["m-c"]);
        files.WithApplication("application.yaml", "a: {service: a.yaml, dependsOn: [m/e]}\nm: {application: inner.yaml}");
        Told(files).ShouldBe(["SLW0746 `components.a.dependsOn` names `m/e`, but the middle product has no such component"]);
        files.WithApplication("application.yaml", "a: {service: a.yaml, dependsOn: [m/c]}\nm: {application: inner.yaml, dependsOn: [a]}");
        Told(files).ShouldBe(["SLW0723 no component of this circle can start first: a → m → a"]);
    }

    [Fact]
    public void What_an_alternative_needs_cannot_be_optional_and_the_advice_can_be_followed()
    {
        using var files = new TestApplication().WithService("a").WithService("b").WithService("c").WithApplication("application.yaml",
            "a: {service: a.yaml}\nb: {service: b.yaml, dependsOn: [c]}\nc: {service: c.yaml, optional: true}", "oneOf: {x: {components: [a, b], default: a}}");
        var finding = files.Compose().Findings.ShouldHaveSingleItem();
        finding.Rule.ShouldBe(ApplicationRules.MayBeOff);
        finding.Help(Language.English).ShouldNotContain("make `b` optional");
    }
}
