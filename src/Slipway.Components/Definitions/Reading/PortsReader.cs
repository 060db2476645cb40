using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Ports: a map of name to number or <c>{port, protocol}</c>, or a list of numbers or <c>{name, port, protocol}</c>.</summary>
internal static class PortsReader
{
    public static IReadOnlyList<PortDefinition> Read(Node value, Place place, List<Diagnostic> findings)
    {
        var ports = value switch
        {
            MapNode map => map.Entries.Select(entry => Named(entry, place, findings)),
            ListNode list => list.Items.Select((item, index) => Listed(item, place.Item(index, item), findings)),
            _ => null,
        };
        if (ports is null)
        {
            findings.Add(Diagnostic.Of(PortRules.Shape, value, place.Path, Place.Shown(value)) with { Edits = MissingBlank.Edits(value) });
            return [];
        }
        var read = ports.OfType<PortDefinition>().ToList();
        CheckUnique(read, findings);
        return read;
    }

    private static PortDefinition? Named(MapEntry entry, Place place, List<Diagnostic> findings)
    {
        CheckName(entry.Key, findings);
        return Port(entry.Value, place.Key(entry.Name, entry), KnownFields.Port, findings) is { } port
            ? port with { Name = new Placed<string>(entry.Name, entry.Key) }
            : null;
    }

    private static PortDefinition? Listed(Node item, Place place, List<Diagnostic> findings)
        => Port(item, place, KnownFields.ListedPort, findings) is { } port
            ? port with { Name = port.Name.Value.Length > 0 ? port.Name : new Placed<string>($"{port.Protocol.Value.ToLowerInvariant()}-{port.Number}") }
            : null;

    /// <summary>A port whose name may still be empty.</summary>
    private static PortDefinition? Port(Node value, Place place, KnownFields known, List<Diagnostic> findings)
    {
        var tcp = new Placed<string>("TCP");
        if (value is not MapNode map)
            return FieldReader.Whole(value, place, 1, 65535, findings) is { } only ? new PortDefinition(new Placed<string>(""), only, tcp) : null;
        var fields = new FieldReader(map, place, known, findings);
        fields.Require("port", "port: 8080");
        var name = known == KnownFields.ListedPort ? fields.Text("name") : null;
        if (name is not null)
            CheckName(name, findings);
        var protocol = fields.Text("protocol") is { } written ? Protocol(written, findings) : tcp;
        return fields.Whole("port", 1, 65535) is { } number ? new PortDefinition(new Placed<string>(name?.Text ?? "", name), number, protocol) : null;
    }

    private static Placed<string> Protocol(ScalarNode written, List<Diagnostic> findings)
    {
        var upper = written.Text.ToUpperInvariant();
        if (written.Text is not ("TCP" or "UDP" or "SCTP"))
            findings.Add(Diagnostic.Of(PortRules.Protocol, written, Place.Cut(written.Text)) with
            {
                Edits = upper is "TCP" or "UDP" or "SCTP" && written.At is { } at ? [new Edit(at, upper, Safe: true)] : [],
            });
        return new Placed<string>(upper, written);
    }

    private static void CheckName(ScalarNode name, List<Diagnostic> findings)
    {
        if (!Texts.IsPortName(name.Text))
            findings.Add(Diagnostic.Of(PortRules.BadName, name, Place.Cut(name.Text), Texts.LabelFrom(name.Text, 15, "http")));
    }

    private static void CheckUnique(List<PortDefinition> ports, List<Diagnostic> findings)
    {
        var names = new Dictionary<string, Node>(StringComparer.Ordinal);
        var numbers = new Dictionary<(int, string), Node>();
        foreach (var port in ports)
        {
            var (number, name) = (port.Number.Node!, port.Name.Node ?? port.Number.Node!);
            if (!numbers.TryAdd((port.Number.Value, port.Protocol.Value), number))
                Add(PortRules.NumberTwice, number, numbers[(port.Number.Value, port.Protocol.Value)], $"{port.Number}", port.Protocol.Value);
            else if (!names.TryAdd(port.Name.Value, name))
                Add(PortRules.NameTwice, name, names[port.Name.Value], port.Name.Value);
        }

        void Add(Rule rule, Node at, Node first, params string[] arguments)
            => findings.Add(TwoPlaces.Say(rule, at, first, arguments));
    }
}
