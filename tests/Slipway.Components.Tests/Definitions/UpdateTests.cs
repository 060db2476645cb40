using CsCheck;
using Semver;
using Slipway.Yaml;

namespace Slipway.Components.Tests.Definitions;

public sealed class UpdateTests
{
    [Fact]
    public void One_updater_takes_the_rollback_at_the_root()
    {
        var updater = Here.Good(Here.Definition(root: """
            UPDATER: {Type: container, From: 3.0.0, TO: 3.0.1+b, Container: {ImagesName: /fun/update, Args: [--all], Env: {a: b}}}
            RollBack:
              - {Type: shell, Script: echo back, In: pod}
              - {type: script, source: {TYPE: Https, path: "https://files.example.com:8443/back.sh"}}
            """)).Updaters.ShouldHaveSingleItem();
        var container = updater.Container.ShouldNotBeNull();
        $"{container.Name} {container.ImagesName}:{container.ImagesTag} {container.Command[0]} {container.Args[0]}".ShouldBe("update /fun/update:3.0.1_b /dockerentrypoint.sh --all");
        updater.Script.ShouldBeNull();
        (updater.From.Value.Text, updater.To.Value.ToString()).ShouldBe(("3.0.0", "3.0.1+b"));
        updater.Rollback.Select(step => $"{step.Kind} {step.In} {step.Content.Inline} {step.Content.Source?.Host} {step.Content.Source?.Path}")
            .ShouldBe(["Shell Pod echo back  ", "Script Job  files.example.com:8443 /back.sh"]);
    }

    [Fact]
    public void Several_updaters_have_their_own_rollbacks_and_scripts()
    {
        var updaters = Here.Good(Here.Definition(root: """
            updater:
              - {type: script, from: ">=3.0.0-rc.1 <3.0.1", to: 3.0.1, script: migrate, in: pod, shell: /bin/bash, rollback: [{type: shell, script: back}]}
              - {type: script, from: 2.x, to: 3.0.0-rc.1, source: {type: FILE, path: scripts/migrate.sh, sha256: AB12AB12AB12AB12AB12AB12AB12AB12AB12AB12AB12AB12AB12AB12AB12AB12}}
            """)).Updaters;
        var first = updaters[0].Script.ShouldNotBeNull();
        (first.Content.Inline?.Value, first.In.Value, first.Shell.Value).ShouldBe(("migrate", ScriptPlace.Pod, "/bin/bash"));
        updaters[0].Rollback.Count.ShouldBe(1);
        var source = updaters[1].Script.ShouldNotBeNull().Content.Source.ShouldNotBeNull();
        (source.Kind.Value, source.Path.Value, source.Host, source.Sha256?.Value).ShouldBe((SourceKind.File, "scripts/migrate.sh", null, string.Concat(Enumerable.Repeat("ab12", 16))));
        updaters[1].Script!.Shell.ShouldBe(new Placed<string>("/bin/sh"));
    }

    [Theory]
    [InlineData("3.0.4", "3.0.4", true)]
    [InlineData("3.0.4", "3.9.0", true)]
    [InlineData("3.0.4", "4.0.0", false)]
    [InlineData("0.3.4", "0.4.0", false)]
    [InlineData("=3.0.4", "3.0.5", false)]
    [InlineData("\">=3 <5\"", "4.9.9", true)]
    [InlineData("3.x || 5.x", "5.1.0", true)]
    [InlineData("{version: 3.0.4, from: site}", "3.1.0", true)]
    [InlineData("3.0.4", "3.1.0-rc.1", false)]
    public void A_bare_version_means_all_that_are_compatible(string written, string version, bool satisfies)
        => Here.Good(Here.Definition(root: $"depsService: {{database: {written}}}")).DepsService.ShouldHaveSingleItem().Version.Value.Contains(SemVersion.Parse(version)).ShouldBe(satisfies);

    [Theory]
    [InlineData("3", "3.0.0")]
    [InlineData("\"3.0\"", "3.0.0")]
    public void A_version_that_lacks_numbers_is_completed_in_the_advice(string written, string whole)
    {
        var text = Here.Definition(root: $"depsService: {{database: {written}}}");
        var finding = DefinitionReader.Read(new SourceText("service.yaml", text)).Diagnostics.ShouldHaveSingleItem();
        finding.Rule.Code.ShouldBe("SLW0179");
        finding.Help(Language.English).ShouldContain($"`{whole}`");
        finding.Help(Language.Chinese).ShouldContain($"`{whole}`");
        Here.Good(Here.Definition(root: $"depsService: {{database: {whole}}}")).DepsService.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("ftp", true)]
    [InlineData("oci", false)]
    public void A_source_without_a_host_needs_one_from_the_platform(string kind, bool isRight)
    {
        var options = new DefinitionOptions { Hosts = new HashSet<SourceKind> { SourceKind.Ftp } };
        var text = Here.Definition(root: $"updater: {{type: script, from: 3.0.0, to: 3.0.1, source: {{type: {kind}, path: /a}}}}");
        Here.Codes(DefinitionReader.Read(new SourceText("service.yaml", text), options).Diagnostics).ShouldBe(isRight ? [] : [UpdateRules.NoHost.Code]);
    }

    [Theory]
    [InlineData("3.0.1", "3.0.1", "3.0.1")]
    [InlineData(">=3.0.1 <3.0.4", ">=3.0.3", "3.0.3")]
    [InlineData("<3.0.4", ">=3.0.4", null)]
    [InlineData("<=3.0.4", ">=3.0.4", "3.0.4")]
    [InlineData(">3.0.4", "<3.0.5", null)]
    [InlineData(">3.0.4", "<=3.0.5", "3.0.5")]
    [InlineData(">3.0.5-a <3.0.5", ">=3.0.5-a <3.0.5-b", "3.0.5-a.0")]
    [InlineData("1.x || 3.x", "2.x || >=3.5.0 <3.6.0", "3.5.0")]
    [InlineData("^3.0.1", "3.0.2-rc.1", null)]
    [InlineData("*", "2.x", "2.0.0")]
    public void Two_ranges_meet_in_a_version_that_both_hold(string left, string right, string? common)
    {
        VersionRange.Common(Range(left), Range(right))?.ToString().ShouldBe(common);
        VersionRange.Common(Range(right), Range(left))?.ToString().ShouldBe(common);
    }

    [Fact]
    public void Ranges_meet_exactly_where_some_version_lies_in_both()
    {
        var versions = (from patch in Enumerable.Range(0, 4) from tail in new[] { "", "-0", "-a", "-a.0", "-a.1", "-b" } select $"1.0.{patch}{tail}").ToArray();
        var comparisons = Gen.Select(Here.OneOf(">", ">=", "<", "<=", "", "^", "~"), Here.OneOf(versions), (sign, version) => sign + version);
        var ranges = Gen.Select(comparisons, comparisons, Here.OneOf(" ", " || "), (left, right, joint) => left + joint + right);
        Gen.Select(ranges, ranges).Sample((left, right) =>
        {
            var (one, other) = (Range(left), Range(right));
            var meet = versions.Append("1.0.4").Append("1.1.0").Append("2.0.0").Select(text => SemVersion.Parse(text)).Any(version => one.Contains(version) && other.Contains(version));
            var common = VersionRange.Common(one, other);
            return (common is null || (one.Contains(common) && other.Contains(common) && one.MayMeet(other))) && (!meet || common is not null);
        }, iter: 4_000);
    }

    [Theory]
    [InlineData("3.0.1", new string[0])]
    [InlineData("3.0.x", new[] { "SLW0188" })]
    [InlineData("3.0.6", new[] { "SLW0187" })]
    [InlineData(">=3.0.6", new[] { "SLW0187" })]
    [InlineData("3.0.6-rc.1", new string[0])]
    [InlineData("<3.0.6", new string[0])]
    [InlineData("*", new[] { "SLW0188" })]
    public void An_update_leads_upwards(string from, string[] codes)
        => Here.Codes(DefinitionReader.Read(new SourceText("service.yaml", Here.Definition(root: $"updater: {{type: script, from: \"{from}\", to: 3.0.6, script: a}}"))).Diagnostics).ShouldBe(codes);

    [Fact]
    public void Very_many_updaters_are_compared_in_no_time()
    {
        var many = string.Concat(Enumerable.Range(0, 2_000).Select(i => $"\n  - {{type: script, from: 1.{i}.0, to: 1.{i}.1, script: a}}"));
        Here.Good(Here.Definition(root: "updater:" + many)).Updaters.Count.ShouldBe(2_000);
    }

    [Theory]
    [InlineData("echo a >/x", "/x")]
    [InlineData("echo a>>/x;b", "/x")]
    [InlineData("a >|/x&", "/x")]
    [InlineData("a &>/x b 2>/y", "/x /y")]
    [InlineData("a >'/x y'/z", "/x y/z")]
    [InlineData("a >/x\\ y", "/x y")]
    [InlineData("a >x 2>&1 >$X >/$X >/a`b` < /in <> z", "")]
    [InlineData("# a >/x\n b#c >/y # >/z", "/y")]
    [InlineData("echo '>/x' \">/y\" \\>/z", "")]
    [InlineData("cat <<A <<-B >/x\n >/y\nA\n >/z\n\tB\n>/w", "/x /w")]
    [InlineData("cat <<A\n>/x", "")]
    [InlineData("cat <<<a >/x", "/x")]
    [InlineData("a > \n/x", "")]
    [InlineData("a '>", "")]
    public void A_script_plainly_writes_to(string script, string paths)
        => string.Join(' ', Redirections.In(script).Select(found => found.Path)).ShouldBe(paths);

    [Fact]
    public void Any_script_is_read_to_its_end_and_what_is_found_stands_in_it()
        => Here.OneOf("a", ">", "<", "<<", "<<-", "/x", "'", "\"", "\\", "#", "\n", " ", "$", "&", "|", ";", "\t").Array[0, 12].Select(string.Concat).Sample(script =>
            Redirections.In(script).ToList().All(found => found.Start >= 0 && found.Length > 0 && found.Start + found.Length <= script.Length), iter: 20_000);

    private static VersionRange Range(string text) => new(text, SemVersionRange.ParseNpm(text, 256));
}
