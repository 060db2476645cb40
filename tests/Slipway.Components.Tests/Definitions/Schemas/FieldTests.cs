using System.Reflection;
using System.Text.RegularExpressions;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Components.Tests.Definitions.Schemas;

/// <summary>The fields that people read about are the fields that the readers know, and each has what people need.</summary>
public sealed partial class FieldTests
{
    private static readonly Assembly Product = typeof(FieldFormat).Assembly;

    public static TheoryData<string> Files => [.. Product.GetManifestResourceNames().Where(name => name.StartsWith("Definitions/Schemas/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_map_has_the_fields_that_its_reader_knows()
    {
        var here = Maps().GroupBy(map => map.Path, map => map.Names).ToDictionary(maps => maps.Key, maps => maps.SelectMany(names => names).Distinct().Order(StringComparer.Ordinal).ToList());
        var there = KnownFields.Maps();
        here.Keys.Order(StringComparer.Ordinal).ShouldBe(there.Keys.Order(StringComparer.Ordinal));
        foreach (var (path, known) in there)
            here[path].ShouldBe([.. known.Names.Order(StringComparer.Ordinal)], path);
    }

    [Fact]
    public void The_notes_of_a_configuration_are_those_that_its_reader_knows()
    {
        var here = FieldFormat.Service.Fields.First(field => field.Path == "config.x-slipway").Fields.Select(field => field.Name).Order(StringComparer.Ordinal);
        var config = YamlReader.Read(new SourceText("config.yaml", "type: object\nx-slipway: {zzz: 1}")).Documents[0];
        // The finding about an unknown note lists the known ones.
        ConfigSchema.Read(config).Findings.ShouldHaveSingleItem().Arguments[1].Split(['`', ',', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word is not ("and" or "or")).Order(StringComparer.Ordinal).ShouldBe(here);
        FieldFormat.Service.Fields.First(field => field.Path == "config.x-slipway.widget").Choices.ShouldBe(ConfigWidgets.Names);
    }

    [Theory, MemberData(nameof(Files))]
    public void Texts_stand_in_both_languages(string file)
    {
        foreach (var map in Below(Source(file)).Where(map => map["en"] is ScalarNode || map["zh"] is ScalarNode))
        {
            map.Keys.ShouldBe(["en", "zh"], map.At?.ToString());
            if (map["en"]!.ToString() is { Length: > 0 } english)
                (Han().IsMatch(english), Han().IsMatch(map["zh"]!.ToString()!) || english == map["zh"]!.ToString() || map["zh"]!.ToString()!.StartsWith("Kubernetes API", StringComparison.Ordinal)).ShouldBe((false, true), map.At?.ToString());
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void Every_origin_is_known(string file)
        => Below(Source(file)).Select(map => map["x-source"]).OfType<ScalarNode>().Where(key => FieldSources.Origin(key.Text) is null).Select(key => $"{key.At}: {key}").ShouldBeEmpty();

    [Theory, MemberData(nameof(Files))]
    public void Every_word_of_a_type_is_known(string file)
        => Below(Source(file)).Where(map => map["x-type"] is not null).ShouldAllBe(map => FieldTypes.Of(FieldSchema.Of(map, FieldSources.Shared)).Chinese.Length > 0);

    [Fact]
    public void Every_field_has_a_title_and_all_but_plain_keywords_a_description()
    {
        foreach (var (format, field) in All())
        {
            field.Title.English.ShouldNotBeEmpty($"{format.Name} {field}");
            if (!field.Path.StartsWith("config.", StringComparison.Ordinal) && field.Name is not ("en" or "zh"))
                field.Description.English.ShouldNotBeEmpty($"{format.Name} {field}");
        }
    }

    [Fact]
    public void Every_field_says_its_default_or_is_required_or_needs_none()
    {
        // A field without either: a probe's handlers, of which exactly one is there; items and keys that the author chooses; maps that say nothing by themselves.
        string[] without = ["exec", "httpGet", "tcpSocket", "grpc", "sleep", "shutdown", "format"];
        All().Where(found => !found.Field.Path.StartsWith("config.", StringComparison.Ordinal))
            .Where(found => !found.Field.IsRequired && found.Field.RequiredWhen is null && found.Field.Default is null
                && !IsChosen(found.Field.Name) && !without.Contains(found.Field.Name))
            .Select(found => $"{found.Format.Name} {found.Field}").Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void A_required_field_is_required_by_a_reader_too()
    {
        var definition = Here.Definition();
        foreach (var field in FieldFormat.Service.Root.Fields.Where(field => field.IsRequired))
        {
            var without = string.Join('\n', definition.Split('\n').Where(line => !line.StartsWith(field.Name + ":", StringComparison.Ordinal)));
            Here.Codes(DefinitionReader.Read(new SourceText("service.yaml", without)).Diagnostics).ShouldContain(DefinitionRules.Missing.Code, field.Name);
        }
    }

    private static IEnumerable<(FieldFormat Format, Field Field)> All() => FieldFormat.All.SelectMany(format => format.Fields.Select(field => (format, field)));

    /// <summary>
    /// The maps whose keys a reader of ours knows, by path, <c>*</c> for keys and items that the author chooses. The others are a schema's (config), a
    /// trait's, Kubernetes' (objects) or checked by the schema itself (trait.yaml, workload.yaml).
    /// </summary>
    private static IEnumerable<(string Path, IEnumerable<string> Names)> Maps()
        => from format in FieldFormat.All
           where format.Name is not ("trait" or "workload" or "platform")
           from field in format.Fields.Prepend(format.Root)
           where !field.Path.StartsWith("config", StringComparison.Ordinal) && !$".{field.Path}".Contains(".traits.", StringComparison.Ordinal)
           let names = field.Fields.Select(below => below.Name).Where(name => !IsChosen(name)).ToList()
           where names.Count > 0
           select (string.Join('.', Steps(field.Path).Prepend(format.Name)), (IEnumerable<string>)names);

    private static IEnumerable<string> Steps(string path)
        => path.Replace("[N]", ".[N]", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries).Select(name => IsChosen(name) ? "*" : name);

    private static bool IsChosen(string name) => name == "[N]" || name.All(char.IsAsciiLetterUpper);

    private static MapNode Source(string file)
    {
        var read = YamlReader.Read(new SourceText(file, PlatformFiles.OwnText(file)));
        read.Diagnostics.ShouldBeEmpty();
        return (MapNode)read.Documents[0];
    }

    private static IEnumerable<MapNode> Below(Node node) => node switch
    {
        MapNode map => map.Entries.SelectMany(entry => Below(entry.Value)).Prepend(map),
        ListNode list => list.Items.SelectMany(Below),
        _ => [],
    };

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();
}
