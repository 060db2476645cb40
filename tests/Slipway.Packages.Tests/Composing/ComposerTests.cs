using CsCheck;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Composing;

public sealed class ComposerTests
{
    [Fact]
    public void Components_of_middle_products_stand_by_their_full_names_and_wait_for_what_they_need()
    {
        using var files = new TestApplication().WithService("web", more: "depsService: {cart: 1.0.0}").WithService("cart", more: "depsService: {cache: 1.0.0}").WithService("cache")
            .WithApplication("data.yaml", "cache: {service: cache.yaml}")
            .WithApplication("backend.yaml", "cart: {service: cart.yaml}\ndata: {application: data.yaml}")
            .WithApplication("application.yaml", "web: {service: web.yaml}\nbackend: {application: backend.yaml}");
        var composition = files.Composition();
        composition.Components.Select(one => one.Name).ShouldBe(["web", "backend-cart", "backend-data-cache"]);
        composition.Component("web")!.After.ShouldBe(["backend-cart"]);
        composition.Component("backend-cart")!.After.ShouldBe(["backend-data-cache"]);
        ComposedBuilder.InOrder(composition.Components).Select(one => one.Name).ShouldBe(["backend-data-cache", "backend-cart", "web"]);
        files.Compose().Files.Select(Path.GetFileName).ShouldBe(["application.yaml", "web.yaml", "backend.yaml", "cart.yaml", "data.yaml", "cache.yaml"]);
    }

    [Fact]
    public void What_stands_outside_has_the_last_word_on_what_stands_inside()
    {
        using var files = new TestApplication().WithService("cart")
            .WithApplication("backend.yaml", "cart: {service: cart.yaml, traits: {replicas: {count: 3}, env: {set: {A: inner, B: inner}}}}", "defaults: {stateless: {traits: {replicas: {count: 2}, labels: {pod: {level: inner}}}}}")
            .WithApplication("platform.yaml", "backend: {application: backend.yaml, components: {cart: {traits: {env: {set: {A: middle}}}}}}")
            .WithApplication("application.yaml", "all: {application: platform.yaml, components: {backend/cart: {traits: {env: {set: {A: outer}}}}}}", "defaults: {stateless: {traits: {replicas: {count: 1}, labels: {pod: {level: outer, site: yes}}}}}");
        var entry = files.Composition().Components.ShouldHaveSingleItem().Entry;
        JsonText.Write(entry.Traits).ShouldBe("""{"replicas":{"count":3},"labels":{"pod":{"level":"inner","site":"yes"}},"env":{"set":{"A":"outer","B":"inner"}}}""");
    }

    [Fact]
    public void The_service_beside_a_component_is_meant_before_one_further_away()
    {
        using var files = new TestApplication().WithService("db", "1.4.0").WithService("cart", more: "depsService: {db: 1.0.0}").WithService("web", more: "depsService: {db: 1.0.0}")
            .WithApplication("backend.yaml", "cart: {service: cart.yaml}\ndb: {service: db.yaml}")
            .WithApplication("application.yaml", "web: {service: web.yaml}\ndb: {service: db.yaml}\nbackend: {application: backend.yaml}");
        var composition = files.Composition();
        composition.Component("web")!.After.ShouldBe(["db"]);
        composition.Component("backend-cart")!.After.ShouldBe(["backend-db"]);
    }

    [Fact]
    public void Services_that_need_each_other_start_side_by_side()
    {
        using var files = new TestApplication().WithService("a", more: "depsService: {b: 1.0.0}").WithService("b", more: "depsService: {a: 1.0.0}")
            .WithApplication("application.yaml", "a: {service: a.yaml}\nb: {service: b.yaml}");
        files.Composition().Components.Sum(one => one.After.Count).ShouldBe(1);
    }

    [Fact]
    public void A_choice_stands_in_for_the_alternative_that_a_component_names()
    {
        using var files = new TestApplication().WithService("web").WithService("postgres").WithService("mysql").WithService("tracing")
            .WithApplication("application.yaml", "web: {service: web.yaml, dependsOn: [postgres]}\npostgres: {service: postgres.yaml}\nmysql: {service: mysql.yaml}\ntracing: {service: tracing.yaml, optional: true}",
                "oneOf: {database: {components: [postgres, mysql]}}");
        var composition = files.Composition();
        Selected(Selection.Default).ShouldBe(["web(postgres)", "postgres()"]);
        Selected(new(new Dictionary<string, bool> { ["tracing"] = true }, new Dictionary<string, string> { ["database"] = "mysql" })).ShouldBe(["web(mysql)", "mysql()", "tracing()"]);

        IEnumerable<string> Selected(Selection selection)
        {
            var (components, findings) = selection.Of(composition);
            findings.ShouldBeEmpty();
            return components.Select(one => $"{one.Name}({string.Join(',', one.After)})");
        }
    }

    [Fact]
    public void Who_waits_for_a_middle_product_waits_for_what_of_it_runs_and_who_names_one_component_misses_it()
    {
        using var files = new TestApplication().WithService("web").WithService("cart").WithService("load")
            .WithApplication("inner.yaml", "cart: {service: cart.yaml}\nload: {service: load.yaml, optional: true}")
            .WithApplication("application.yaml", "inner: {application: inner.yaml, prefix: false}\nweb: {service: web.yaml, dependsOn: [inner]}")
            .WithApplication("one.yaml", "load: {service: load.yaml, optional: true}\nweb: {service: web.yaml, dependsOn: [load]}");
        var (off, nothing) = Selection.Default.Of(files.Composition());
        nothing.ShouldBeEmpty();
        off.Single(one => one.Name == "web").After.ShouldBe(["cart"]);
        var (on, _) = (Selection.Default with { Switches = new Dictionary<string, bool> { ["load"] = true } }).Of(files.Composition());
        on.Single(one => one.Name == "web").After.ShouldBe(["cart", "load"]);
        files.Compose("one.yaml").Findings.ShouldHaveSingleItem().Message(Language.English).ShouldContain("depends on `load`, which may be left out");
    }

    [Fact]
    public void A_folder_of_manifests_means_its_JSON_files_too_on_disk_and_in_the_package()
    {
        using var files = new TestApplication().With("m/a.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: one}}")
            .With("m/below/d.json", """{"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"two"}}""").With("m/notes.txt", "{")
            .WithApplication("application.yaml", "m: {manifests: m}");
        Kinds(files.Composition()).ShouldBe(["ConfigMap", "CronJob"]);
        var (package, findings) = PackageBuilder.Build(files.Compose(), null, PlatformReader.BuiltIn, Path.Combine(files.Folder, "shop.slip"));
        findings.ShouldBeEmpty();
        package!.Files.Keys.ShouldContain("m/below/d.json");
        Kinds(Composer.Compose(package.Application, where: package.Definitions).Composition!).ShouldBe(["ConfigMap", "CronJob"]);
        files.With("m/below/d.json", """{"kind":"CronJob"}""");
        files.Compose().Findings.ShouldHaveSingleItem().Rule.ShouldBe(ForeignFileRules.NotAnObject);

        static IEnumerable<string> Kinds(Composition composition) => new[] { "ConfigMap", "CronJob" }.Where(kind => composition.Components.Single().Content is ManifestsContent { Chart: var chart } && chart.Files.Values.Any(file => System.Text.Encoding.UTF8.GetString(file).Contains(kind, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("../../../etc/hostname")]
    [InlineData("docs/../../other.md")]
    [InlineData("/etc/hostname")]
    public void A_document_from_outside_the_applications_folder_does_not_travel(string path)
    {
        using var files = new TestApplication().WithService("web").WithApplication("application.yaml", "web: {service: web.yaml}", $"docs: [{{title: {{en: Operations, zh: 运维}}, path: {path}}}]");
        var finding = files.Compose().Findings.ShouldHaveSingleItem();
        (finding.Rule.Code, finding.Arguments[0], finding.Arguments[1]).ShouldBe(("SLW0163", "docs[0].path", path));
        finding.At.ShouldNotBeNull();
    }

    [Fact]
    public void A_file_that_is_not_there_is_told_where_it_is_named()
    {
        using var files = new TestApplication().WithApplication("application.yaml", "web: {service: web.yaml}\nbackend: {application: backend.yaml}");
        files.Compose().Findings.Select(finding => (finding.Rule, finding.At!.Line)).ShouldBe([(FileRules.NotThere, 5), (FileRules.NotThere, 6)]);
    }

    [Fact]
    public void Any_order_keeps_what_must_be_and_has_no_circle()
    {
        Gen.Int[0, 7].Select(Gen.Int[0, 7], Gen.Bool).List[0, 40].Sample(edges =>
        {
            var names = Enumerable.Range(0, 8).Select(i => $"{i}").ToList();
            // Steps that must be lead from higher to lower numbers, so that they have no circle.
            var steps = edges.Select(edge => (From: Math.Max(edge.Item1, edge.Item2), To: Math.Min(edge.Item1, edge.Item2), Must: edge.Item3)).Where(edge => edge.From != edge.To)
                .Select(edge => edge.Must ? edge : (From: edge.To, To: edge.From, edge.Must)).ToList();
            var order = new Ordering(names, names.ToDictionary(name => name, name => (IReadOnlyList<(string, bool)>)[.. steps.Where(step => $"{step.From}" == name).Select(step => ($"{step.To}", step.Must))]));
            var done = new HashSet<string>();
            while (names.Find(name => !done.Contains(name) && order.After(name).All(done.Contains)) is { } next)
                done.Add(next);
            return done.Count == names.Count && steps.Where(step => step.Must).All(step => order.After($"{step.From}").Contains($"{step.To}"));
        });
    }
}
