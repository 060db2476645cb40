using Slipway.Components;
using Slipway.Packages.Tests.Composing;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Configuring;

public sealed class AdjustingTests
{
    private static TestApplication Files(string adjustable, string more = "") => new TestApplication().WithService("web")
        .WithApplication("inner.yaml", "web: {service: web.yaml}", "adjustable: {web: {autoscale: true}}")
        .WithApplication("application.yaml", "web: {service: web.yaml, traits: {replicas: {count: 2}}}\ninner: {application: inner.yaml}", $"adjustable: {adjustable}\n{more}");

    private static (IReadOnlyList<ComposedComponent> Components, IReadOnlyList<Diagnostic> Findings) Apply(Composition composition, params IEnumerable<string> words)
        => Adjusting.Apply(composition, composition.Components, [.. words.Select(word => ComponentEntry.TraitOf(word)).Select(one => new Adjustment(one.Component!, one.Traits!))]);

    [Theory]
    [InlineData("web.replicas.count=3", null)]
    [InlineData("web.replicas.count=6", "SLW0837")]
    [InlineData("web.replicas.count=null", "SLW0837")]
    [InlineData("web.replicas.enabled=false", "SLW0836")]
    [InlineData("web.replicas", "SLW0836")]
    [InlineData("web.autoscale", null)]
    [InlineData("web.autoscale.max=7", null)]
    [InlineData("web.resources.limits.memory=1Gi", null)]
    [InlineData("web.resources.limits.memory=9Gi", "SLW0837")]
    [InlineData("web.resources.limits.cpu=1", "SLW0836")]
    [InlineData("web.labels.pod.a=b", null)]
    [InlineData("web.env.set.A=b", "SLW0836")]
    [InlineData("inner-web.replicas.count=3", "SLW0836")]
    [InlineData("inner-web.autoscale.max=3", "SLW0836")]
    [InlineData("cart.replicas.count=3", "SLW0835")]
    public void A_site_changes_what_the_outermost_application_opens_and_nothing_else(string word, string? code)
    {
        using var files = Files("{web: {replicas: {count: {type: integer, maximum: 5}}, autoscale: true, resources: {limits.memory: {enum: [512Mi, 1Gi]}}, labels: {pod: true}}}");
        var composition = files.Composition();
        var (components, findings) = Apply(composition, word);
        findings.Select(finding => finding.Rule.Code).ShouldBe(code is null ? [] : [code]);
        components.SequenceEqual(composition.Components).ShouldBe(code is not null);
        findings.ShouldAllBe(finding => finding.Rule != ConfiguringRules.Locked || (finding.At != null && finding.Related.Count == 1));
    }

    [Fact]
    public void What_a_site_changes_stands_above_all_that_the_application_says()
    {
        using var files = Files("{web: {replicas: {count: true}}}");
        var (components, findings) = Apply(files.Composition(), "web.replicas.count=3", "web.replicas.count=4");
        findings.ShouldBeEmpty();
        JsonText.Write(components[0].Whole.Traits).ShouldBe("""{"replicas":{"count":4}}""");
    }

    [Fact]
    public void The_applications_own_values_lie_within_the_bounds_that_it_sets()
    {
        using var files = Files("{web: {replicas: {count: {minimum: 3}}}}");
        AdjustableCheck.On(files.Composition(), PlatformReader.BuiltIn).ShouldHaveSingleItem().Rule.ShouldBe(ConfiguringRules.OutOfBounds);
    }

    [Theory]
    [InlineData("replicas: {count: {minimum: 1, maximum: 10000}}", null, null)]
    [InlineData("replicas: {count: {maximum: 10001}}", "SLW0773", "maximum: 10000")]
    [InlineData("replicas: {count: {minimum: -1}}", "SLW0773", "minimum: 0")]
    [InlineData("replicas: {count: {exclusiveMaximum: 20000}}", "SLW0773", "maximum: 10000")]
    [InlineData("replicas: {count: {minimum: 10001}}", "SLW0772", "maximum: 10000")]
    [InlineData("replicas: {count: {maximum: -1}}", "SLW0772", "minimum: 0")]
    [InlineData("replicas: {count: {type: string}}", "SLW0772", "type: integer")]
    [InlineData("replicas: {count: {type: number, minimum: 1}}", null, null)]
    [InlineData("replicas: {count: {pattern: '^[0-9]$'}}", "SLW0772", "type: integer")]
    [InlineData("replicas: {count: {enum: [1, two]}}", "SLW0772", "whole number")]
    [InlineData("replicas: {enabled: {enum: [maybe]}}", "SLW0772", "true")]
    [InlineData("image: {tag: {enum: ['1', '2']}}", null, null)]
    [InlineData("image: {tag: {enum: ['1', '.2']}}", "SLW0772", "pattern")]
    [InlineData("image: {tag: {minLength: 2}}", null, null)]
    [InlineData("image: {pullSecrets: {minimum: 2}}", "SLW0772", "type: object")]
    [InlineData("sidecar: {containers.log.order: {maximum: 100000}}", "SLW0773", "maximum: 99999")]
    public void Bounds_lie_within_what_the_trait_takes(string adjustable, string? code, string? because)
    {
        using var files = Files($"{{web: {{{adjustable}}}}}");
        var findings = AdjustableCheck.On(files.Composition(), PlatformReader.BuiltIn).Where(finding => finding.Rule != ConfiguringRules.OutOfBounds).ToList();
        findings.Select(finding => finding.Rule.Code).ShouldBe(code is null ? [] : [code]);
        findings.ShouldAllBe(finding => finding.At != null && finding.Arguments[2].Contains(because!));
    }

    [Fact]
    public void Presets_are_held_against_settings_and_bounds()
    {
        using var files = Files("{web: {replicas: {count: {maximum: 3}}}}", """
            views:
              basic:
                title: {en: Basics, zh: 基本}
                keys: [{trait: web.replicas.count}]
                presets:
                  large: {title: {en: Large, zh: 大型}, traits: {web: {replicas: {count: 9}, autoscale: {max: 9}}}, config: {size: large}}
            """);
        files.Compose().Findings.Select(finding => finding.Rule.Code).Order().ShouldBe(["SLW0833", "SLW0836", "SLW0837"]);
    }

    [Fact]
    public void Documents_travel_and_are_written_out_again()
    {
        using var files = Files("{}", "docs: [{title: {en: Operations, zh: 运维}, path: docs/operations.pdf}]").With("docs/operations.pdf", "%PDF\n\0\u0001");
        var path = Path.Combine(files.Folder, "shop.slip");
        var (package, findings) = PackageBuilder.Build(files.Compose(), null, PlatformReader.BuiltIn, path);
        findings.ShouldBeEmpty();
        package!.Files.Keys.ShouldContain("docs/operations.pdf");
        package.Definitions.Read(package.Application.Replace("application.yaml", "docs/operations.pdf", StringComparison.Ordinal)).Bytes.ShouldBe("%PDF\n\0\u0001"u8.ToArray());
    }
}
