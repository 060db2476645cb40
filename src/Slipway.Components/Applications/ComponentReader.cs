using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>One entry of an application's <c>components</c>.</summary>
internal static class ComponentReader
{
    private static readonly (string Word, ComponentKind Kind, string Example)[] Kinds =
    [
        ("service", ComponentKind.Service, "services/web/service.yaml"), ("package", ComponentKind.Service, "cart.slip"), ("application", ComponentKind.Application, "backend/application.yaml"),
        ("chart", ComponentKind.Chart, "charts/redis-20.1.0.tgz"), ("manifests", ComponentKind.Manifests, "manifests"), ("task", ComponentKind.Task, ""),
    ];

    internal static readonly LocalText Portable = new(
        "write a path relative to this file, such as `{2}`: an absolute one would be another on the next machine",
        "请填写相对于本文件的路径，例如 `{2}`：绝对路径在另一台机器上会指向别处");

    public static ApplicationComponent? Read(MapEntry named, Place place, List<Diagnostic> findings)
    {
        var isNamed = Names.CheckLabel(named.Key, place.Path, ApplicationReader.LongestName, "web", findings);
        if (FieldReader.Of(named.Value, place, KnownFields.ApplicationComponent, findings) is not { } fields)
            return null;
        if (fields.ExactlyOne([.. Kinds.Select(known => known.Word)]) is not { } word)
            return null;
        var (_, kind, example) = Kinds.First(known => known.Word == word);
        Belongs(fields, kind);
        var task = kind == ComponentKind.Task ? TaskReader.Read(fields, findings) : null;
        var origin = kind == ComponentKind.Task ? null : fields.Entry(word)?.Value is MapNode map ? OriginReader.Read(map, fields.PlaceOf(word), findings) : null;
        var source = kind == ComponentKind.Task ? task?.Source : fields.Entry(word)?.Value is MapNode ? origin is null ? null : new Placed<string>(origin.Key, (origin.Git ?? origin.Oci)!.Value.Node) : fields.Formed(word, IsRelative, example, Portable);
        var component = new ApplicationComponent
        {
            Name = new(named.Name, named.Key),
            Kind = kind,
            Source = source ?? new(""),
            Origin = origin,
            Task = task,
            Entry = EntryReader.Parts(fields, findings),
            ValuesFiles = ValuesFiles(fields, findings),
            Inner = Inner(fields, findings),
            Prefix = fields.Flag("prefix") ?? new(true),
            DependsOn = DependsOn(fields, findings),
            Optional = Optional(fields, findings),
            Contract = ContractReader.Offer(fields, findings),
            Replaceable = ContractReader.Replaceable(fields, findings),
            Node = fields.Map,
        };
        return isNamed && source is not null ? component : null;
    }

    /// <summary>Keys that mean nothing for what the component is made from.</summary>
    private static void Belongs(FieldReader fields, ComponentKind kind)
    {
        foreach (var name in (string[])[.. KnownFields.InnerEntry.Names, "valuesFiles", "components", "prefix", "contract", "replaceable"])
        {
            var (kinds, other) = name switch
            {
                "components" or "prefix" => (ComponentKinds.Application, "application: …"),
                "values" or "valuesFiles" => (ComponentKinds.Chart, "chart: …"),
                "objects" or "patches" => (ComponentKinds.Service | ComponentKinds.Chart | ComponentKinds.Manifests | ComponentKinds.Task, "service: …"),
                "config" => (ComponentKinds.Service | ComponentKinds.Task, "service: …"),
                "contract" or "replaceable" => (ComponentKinds.Service | ComponentKinds.Chart | ComponentKinds.Manifests, "service: …"),
                _ => (ComponentKinds.Service, "service: …"),
            };
            if (kinds.HasFlag((ComponentKinds)(1 << (int)kind)))
                continue;
            if (name is "traits" or "config" && kind is ComponentKind.Chart or ComponentKind.Manifests && fields.Entry(name) is { } entry)
                fields.Findings.Add(ForeignRules.NotOn(entry.Key.At, fields.Place.To(name), kind));
            else
                fields.OnlyWith(name, other);
        }
    }

    [Flags]
    private enum ComponentKinds
    {
        Service = 1 << ComponentKind.Service,
        Application = 1 << ComponentKind.Application,
        Chart = 1 << ComponentKind.Chart,
        Manifests = 1 << ComponentKind.Manifests,
        Task = 1 << ComponentKind.Task,
    }

    private static List<Placed<string>> ValuesFiles(FieldReader fields, List<Diagnostic> findings)
    {
        var files = Words(fields, "valuesFiles", findings);
        foreach (var wrong in files.Where(file => !IsRelative(file.Value)))
            findings.Add(Diagnostic.Of(ValueRules.Form, wrong.At, fields.Place.To("valuesFiles"), Place.Cut(wrong.Value), "values/production.yaml") with { SpecialHelp = Portable });
        return files;
    }

    private static List<(Placed<string>, ComponentEntry)> Inner(FieldReader fields, List<Diagnostic> findings)
    {
        var inner = new List<(Placed<string>, ComponentEntry)>();
        var place = fields.PlaceOf("components");
        foreach (var named in fields.Named("components"))
            if (FieldReader.Of(named.Value, place.Key(named.Name, named), KnownFields.InnerEntry, findings) is { } entry)
                inner.Add((new(named.Name, named.Key), EntryReader.Parts(entry, findings)));
        return inner;
    }

    private static List<Placed<string>> DependsOn(FieldReader fields, List<Diagnostic> findings)
        => Words(fields, "dependsOn", findings);

    /// <summary>A list of names, each once.</summary>
    internal static List<Placed<string>> Words(FieldReader fields, string name, List<Diagnostic> findings)
    {
        var words = new List<Placed<string>>();
        foreach (var (item, index) in (fields.Items(name) ?? []).Select((item, index) => (item, index)))
            if (item is not ScalarNode { Kind: not ScalarKind.Null } word)
                findings.Add(Diagnostic.Of(DefinitionRules.NotText, Place.Start(item), $"{fields.Place.To(name)}[{index}]", Place.Shown(item)));
            else if (words.FirstOrDefault(known => known.Value == word.Text) is { Node: not null } first)
                findings.Add(TwoPlaces.Say(ApplicationRules.NamedTwice, word.At, first.At, word.Text, fields.Place.To(name)));
            else
                words.Add(new(word.Text, word));
        return words;
    }

    /// <summary><c>true</c>: it may be switched on. <c>{default: true}</c>: it may be switched off.</summary>
    private static Placed<bool>? Optional(FieldReader fields, List<Diagnostic> findings)
    {
        if (fields.Entry("optional") is not { } entry)
            return null;
        if (entry.Value is not MapNode map)
            return fields.Flag("optional") is { } flag ? flag.Value ? new(false, flag.Node) : null : null;
        var inner = new FieldReader(map, fields.PlaceOf("optional"), KnownFields.Optional, findings);
        inner.Require("default", "default: true");
        return inner.Flag("default") ?? new(false, map);
    }

    internal static bool IsRelative(string path)
        => path.Length is > 0 and <= 4096 && path[0] is not ('/' or '\\' or '~') && !path.Contains('\0', StringComparison.Ordinal) && !(path.Length > 1 && path[1] == ':');
}
