using System.Text.RegularExpressions;
using Slipway.Components;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Foreign;

/// <summary>Values that a chart does not know, also further in; and no word against what it documents itself.</summary>
public partial class ChartKeysTests
{
    private const string Values = """
        image: {registry: r, repository: a, tag: b}
        service: {port: 80, annotations: {}, labels: {team: a}}
        resources: {limits: {cpu: 1}}
        nodeSelector: {kubernetes.io/os: linux}
        config: {level: info}
        probe: {enabled: true, delay: 3}
        auth: {user: a, password: b}
        empty: {}
        """;

    private const string Template = """
        image: {{ .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}
        {{- if .Values.service }}
        port: {{ .Values.service.port }}
        annotations: {{ toYaml .Values.service.annotations | nindent 2 }}
        labels: {{ toYaml .Values.service.labels | nindent 2 }}
        {{- end }}
        resources: {{ .Values.resources | toYaml }}
        {{- with .Values.nodeSelector }}
        nodeSelector: {{ toYaml . }}
        {{- end }}
        {{- range $key, $value := .Values.config }}
        {{ $key }}: {{ $value }}
        {{- end }}
        {{- include "probe" (dict "probe" .Values.probe) }}
        {{- $auth := .Values.auth }}
        {{ $auth.user }}{{ $auth.password }}{{ .Values.auth.hidden }}{{ index .Values.auth "quoted" }}
        {{ define "probe" }}{{ .probe.enabled }}{{ .probe.delay }}{{ end }}
        {{ toYaml .Values.empty }}
        """;

    [Theory]
    [InlineData("image: {tag: c}", "")]
    [InlineData("image: {tga: c}", "image.tga → image.tag")]
    [InlineData("image: {pulPolicy: c}", "image.pulPolicy")]
    [InlineData("service: {prot: 1}", "service.prot → service.port")]
    [InlineData("service: {annotations: {a: b}, labels: {tema: c}}", "")]
    [InlineData("resources: {limist: {cpu: 1}}", "")]
    [InlineData("nodeSelector: {kubernetes.io/oss: linux}", "")]
    [InlineData("config: {leevl: debug, more: 1}", "")]
    [InlineData("probe: {dellay: 3}", "probe.dellay → probe.delay")]
    [InlineData("probe: {period: 3}", "")]
    [InlineData("auth: {hidden: 1, quoted: 1, usre: a}", "auth.usre → auth.user")]
    [InlineData("empty: {anything: {at: all}}", "")]
    [InlineData("global: {image: {tga: c}}", "")]
    [InlineData("image: text", "")]
    [InlineData("imgae: {tag: c}", "imgae → image")]
    public void A_key_that_nothing_takes_is_told_and_what_is_printed_as_a_whole_may_hold_anything(string values, string told)
        => Told(Composed([("cache/values.yaml", Values), ("cache/templates/all.yaml", Template)], values)).ShouldBe(told);

    [Fact]
    public void A_schemas_keys_are_known_and_its_open_maps_are_open()
    {
        const string Schema = """
            {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "properties": {
              "image": {"type": "object", "properties": {"pulPolicy": {"type": "string"}}},
              "service": {"type": "object", "additionalProperties": {"type": "integer"}}}}
            """;
        Told(Composed([("cache/values.yaml", Values), ("cache/values.schema.json", Schema), ("cache/templates/all.yaml", Template)], "image: {pulPolicy: c, tga: d}, service: {prot: 1}"))
            .ShouldBe("image.tga → image.tag");
    }

    [Fact]
    public void A_chart_within_it_knows_its_own_values()
    {
        var head = TestChart.Head + "dependencies: [{name: redis, version: 1.0.0, alias: store}]\n";
        (string, string)[] files =
        [
            ("cache/values.yaml", "store: {replicas: 2}\n"), ("cache/charts/redis/Chart.yaml", "apiVersion: v2\nname: redis\nversion: 1.0.0\n"),
            ("cache/charts/redis/values.yaml", "replicas: 1\nimage: {tag: a}\n"), ("cache/charts/redis/templates/a.yaml", "{{ .Values.replicas }}{{ .Values.image.tag }}"),
        ];
        Told(Composed([("cache/Chart.yaml", head), .. files], "store: {enabled: true, image: {tag: b}}")).ShouldBe("");
        Told(Composed([("cache/Chart.yaml", head), .. files], "store: {image: {tga: b}}")).ShouldBe("store.image.tga → store.image.tag");
    }

    [Fact]
    public void Of_twelve_public_charts_nothing_that_they_document_is_doubted()
    {
        var (told, tried) = (new List<string>(), 0);
        foreach (var archive in Directory.GetFiles(Path.Combine(TestEnvironment.Data, "charts"), "*.tgz").Order(StringComparer.Ordinal))
        {
            var chart = TestChart.Compose(File.ReadAllBytes(archive)).Composition!.Components.Single().Content.ShouldBeOfType<ChartContent>().Chart;
            foreach (var (name, text) in Documented(chart))
            {
                if (YamlReader.Read(new SourceText(name, text)) is not { HasErrors: false, Documents: [MapNode values] })
                    continue;
                var findings = new List<Diagnostic>();
                ChartKeys.Check(chart.Name, chart, values, ChartValues.Document(chart, "values.yaml")!, ChartValues.Document(chart, "values.schema.json"), findings);
                told.AddRange(findings.Select(finding => $"{chart.Name} {name}: {finding.Arguments[1]}\n"));
                tried++;
            }
        }
        tried.ShouldBeGreaterThan(300);
        Golden.Check("documented-values.txt", string.Concat(told.Distinct()));
    }

    // What the golden holds is prose ("ref: https://…") and examples of a place further up or down, each read by hand.

    /// <summary>Its values, those of its own trials, and each line of its values that stands in a comment, at its place.</summary>
    private static IEnumerable<(string Name, string Text)> Documented(ComponentChart chart)
    {
        foreach (var (path, bytes) in chart.Files.Where(file => file.Key.EndsWith("values.yaml", StringComparison.Ordinal) && !file.Key.Contains("charts/", StringComparison.Ordinal)))
            yield return (path, System.Text.Encoding.UTF8.GetString(bytes));
        var above = new List<(int Indent, string Key)>();
        foreach (var line in System.Text.Encoding.UTF8.GetString(chart.Files["values.yaml"]).Split('\n'))
        {
            if (Key().Match(line) is { Success: true } key)
            {
                above.RemoveAll(one => one.Indent >= key.Groups["indent"].Length);
                above.Add((key.Groups["indent"].Length, key.Groups["key"].Value));
            }
            else if (Comment().Match(line) is { Success: true } comment)
            {
                var indent = comment.Groups["indent"].Length + Math.Max(comment.Groups["gap"].Length - 1, 0);
                var names = above.Where(one => one.Indent < indent).Select(one => one.Key).Append(comment.Groups["key"].Value).ToList();
                yield return ($"# {string.Join('.', names)}", JsonText.Write(names.AsEnumerable().Reverse().Aggregate((Node)Node.Of("x"), (below, name) => Node.Map((name, below)))));
            }
        }
    }

    private static string Told(Composed composed)
        => string.Join(", ", composed.Findings.Where(finding => finding.Rule == ForeignFileRules.UnknownValue).Select(finding => finding.Arguments[4].Length == 0 ? finding.Arguments[1] : $"{finding.Arguments[1]} → {finding.Arguments[4]}"));

    private static Composed Composed((string Path, string Text)[] files, string values)
    {
        (string, string)[] all = files.Any(file => file.Path == "cache/Chart.yaml") ? files : [("cache/Chart.yaml", TestChart.Head), .. files];
        return TestChart.Compose(TestChart.Archive(all), $"{{chart: cache.tgz, values: {{{values}}}}}");
    }

    [GeneratedRegex(@"^(?<indent> *)(?<key>[\w.-]+):", RegexOptions.ExplicitCapture)]
    private static partial Regex Key();

    [GeneratedRegex(@"^(?<indent> *)#(?<gap> *)(?<key>[a-z][A-Za-z0-9]*):(\s|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex Comment();
}
