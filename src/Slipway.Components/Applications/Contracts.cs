using System.Globalization;
using Semver;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What a component or a replacement is to those that use it: <c>postgresql</c> in a version.</summary>
public sealed record ContractOffer(Placed<string> Name, Placed<SemVersion> Version);

/// <summary>That a site may put something else in a component's place.</summary>
/// <param name="Name">Of the contract.</param>
/// <param name="Range">The versions of it that dependents can work with.</param>
/// <param name="Outputs">What dependents are handed; at least one.</param>
public sealed record ReplaceableDefinition(Placed<string> Name, VersionRange Range, IReadOnlyList<OutputDefinition> Outputs);

/// <summary>One thing that is handed out.</summary>
/// <param name="Value">A single value, or of <c>credentials</c> a map; null where the component itself says it: its name for <c>host</c>, its one port for <c>port</c>.</param>
/// <param name="Credentials">By what they are (<c>password</c>): the names of a Secret and of a key in it, never content.</param>
public sealed record OutputDefinition(Placed<string> Name, ScalarNode? Value, IReadOnlyDictionary<string, MapNode>? Credentials);

/// <summary>What a site puts in a component's place (<c>replacement/alpha1</c>).</summary>
/// <param name="Address">Parameters of the trait <c>address</c>: where it is.</param>
public sealed record ReplacementDefinition(ContractOffer Contract, MapNode Address, IReadOnlyList<OutputDefinition> Outputs, MapNode Node);

/// <summary><c>contract</c>, <c>replaceable</c>, and the file that replaces.</summary>
public static class ContractReader
{
    internal static ReplaceableDefinition? Replaceable(FieldReader component, List<Diagnostic> findings)
    {
        if (component.Fields("replaceable", KnownFields.Replaceable) is not { } fields)
            return null;
        fields.Require("contract", "contract: postgresql >= 14");
        var outputs = Outputs(fields, findings);
        findings.AddRange(outputs.Select(output => WrongType(output, $"{fields.Place.To("outputs")}.{output.Name.Value}")).OfType<Diagnostic>());
        if (fields.Entry("outputs") is null or { Value: MapNode { Count: 0 } })
            findings.Add(Diagnostic.Of(ContractRules.NoOutputs, fields.PlaceOf(fields.Has("outputs") ? "outputs" : "").At ?? fields.Place.At, fields.Place.Path));
        if (fields.Text("contract") is not { } text)
            return null;
        var words = text.Text.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words is [var name, var range] && Texts.IsLetterLabel(name) && range.Length < 256 && SemVersionRange.TryParseNpm(range, out var parsed, 256) && parsed.Count > 0)
            return new ReplaceableDefinition(new(name, text), new VersionRange(range, parsed), outputs);
        findings.Add(Diagnostic.Of(ContractRules.NoContract, text, fields.Place.To("contract"), Place.Shown(text)));
        return null;
    }

    internal static ContractOffer? Offer(FieldReader owner, List<Diagnostic> findings)
    {
        if (owner.Fields("contract", KnownFields.Contract) is not { } fields)
            return null;
        fields.Require("name", "name: postgresql");
        fields.Require("version", "version: \"16.3\"");
        var (name, version) = (fields.Written("name"), fields.Written("version"));
        if (name is not null && !Names.CheckLabel(name, fields.Place.To("name"), 63, "postgresql", findings))
            return null;
        if (version is null || name is null)
            return null;
        if (Version(version.Text) is { } read)
            return new ContractOffer(new(name.Text, name), new(read, version));
        findings.Add(Diagnostic.Of(ContractRules.NoVersion, version, fields.Place.To("version"), Place.Shown(version)));
        return null;
    }

    /// <summary>Contracts are about what exists elsewhere, whose versions have one to three numbers.</summary>
    private static SemVersion? Version(string text)
    {
        var numbers = text.Split('.');
        if (numbers.Length is < 1 or > 3 || numbers.Any(number => number.Length is 0 or > 9 || number.AsSpan().ContainsAnyExceptInRange('0', '9')))
            return SemVersion.TryParse(text, SemVersionStyles.Strict, out var whole) ? whole : null;
        int At(int index) => index < numbers.Length ? int.Parse(numbers[index], CultureInfo.InvariantCulture) : 0;
        return new SemVersion(At(0), At(1), At(2));
    }

    /// <summary>The replacement is null as soon as there is an error.</summary>
    public static (ReplacementDefinition? Replacement, IReadOnlyList<Diagnostic> Diagnostics) Read(string name, byte[] bytes)
        => Read(new SourceText(name, ""), YamlReader.Read(name, bytes));

    internal static (ReplacementDefinition? Replacement, IReadOnlyList<Diagnostic> Diagnostics) Read(SourceText source, YamlRead yaml)
    {
        var findings = new List<Diagnostic>(yaml.Diagnostics);
        var root = Documents.Single(source, yaml, ContractRules.Empty, findings);
        var read = root is null ? null : Replacement(root, findings);
        var ordered = Documents.InOrder(findings);
        return (ordered.Any(finding => finding.Severity == Severity.Error) ? null : read, ordered);
    }

    private static ReplacementDefinition? Replacement(MapNode root, List<Diagnostic> findings)
    {
        var fields = new FieldReader(root, Place.Root(root), KnownFields.Replacement, findings);
        Documents.CheckFormat(fields, "replacement/alpha1", findings);
        fields.Require("contract", "contract: {name: postgresql, version: \"16.3\"}");
        fields.Require("address", "address: {host: db.example.com}");
        var address = new MapNode(fields.Named("address"), fields.Entry("address")?.Value.At);
        var outputs = Outputs(fields, findings);
        return Offer(fields, findings) is { } offer ? new ReplacementDefinition(offer, address, outputs, root) : null;
    }

    /// <summary>A key without a value is meant: the component says it.</summary>
    private static List<OutputDefinition> Outputs(FieldReader fields, List<Diagnostic> findings)
    {
        var outputs = new List<OutputDefinition>();
        if (fields.Entry("outputs") is not { } entry)
            return outputs;
        if (entry.Value is not MapNode map)
        {
            findings.Add(Diagnostic.Of(DefinitionRules.NotMap, Place.Start(entry.Value), fields.Place.To("outputs"), Place.Shown(entry.Value)));
            return outputs;
        }
        foreach (var one in map.Entries)
        {
            var path = $"{fields.Place.To("outputs")}.{Place.Cut(one.Name)}";
            if (!Output().IsMatch(one.Name))
                findings.Add(Diagnostic.Of(ContractRules.BadOutput, one.Key, path));
            else if (one.Name == "credentials")
                outputs.Add(new OutputDefinition(new(one.Name, one.Key), null, Credentials(one, path, findings)));
            else if (one.Value is ScalarNode { Kind: var kind } value)
                outputs.Add(new OutputDefinition(new(one.Name, one.Key), kind == ScalarKind.Null ? null : value, null));
            else
                findings.Add(Diagnostic.Of(ContractRules.NoValue, Place.Start(one.Value), path, Place.Shown(one.Value)));
        }
        return outputs;
    }

    /// <summary>What dependents know by these two names is of one type, whoever hands it out: as the component itself would say it, and as a replacement has to.</summary>
    private static Diagnostic? WrongType(OutputDefinition output, string path) => (output.Name.Value, output.Value) switch
    {
        ("port", { Kind: not ScalarKind.Integer } value) => Diagnostic.Of(DefinitionRules.NotWhole, value, path, Place.Shown(value)),
        ("port", { } value) when !int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535
            => Diagnostic.Of(DefinitionRules.OutOfRange, value, path, Place.Shown(value), "1", "65535"),
        ("host", { Kind: not ScalarKind.String } value) => Diagnostic.Of(DefinitionRules.NotText, value, path, Place.Shown(value)),
        _ => null,
    };

    private static Dictionary<string, MapNode> Credentials(MapEntry entry, string path, List<Diagnostic> findings)
    {
        var credentials = new Dictionary<string, MapNode>(StringComparer.Ordinal);
        if (FieldReader.Of(entry.Value, new Place(path, entry.Key.At), KnownFields.Credentials, findings) is not { } fields)
            return credentials;
        fields.Require("secret", "secret: orders-db-login");
        fields.Require("keys", "keys: {username: username, password: password}");
        var secret = fields.Text("secret");
        foreach (var key in fields.Named("keys"))
            if (key.Value is not ScalarNode { Text.Length: > 0 } name || !Output().IsMatch(key.Name))
                findings.Add(Diagnostic.Of(ContractRules.NoValue, Place.Start(key.Value), $"{path}.keys.{Place.Cut(key.Name)}", Place.Shown(key.Value)));
            else if (secret is not null)
                credentials[key.Name] = new MapNode([new(Node.Of("secret", secret.At), secret), new(Node.Of("key", name.At), Node.Of(name.Text, name.At))], key.Value.At);
        return credentials;
    }

    /// <summary>Letters and digits, a small letter first: what expressions can name.</summary>
    internal static bool IsOutput(string name) => Output().IsMatch(name);

    private static System.Text.RegularExpressions.Regex Output() => OutputForm.Value;

    private static readonly Lazy<System.Text.RegularExpressions.Regex> OutputForm = new(() => new(@"^[a-z][a-zA-Z0-9]{0,62}\z", System.Text.RegularExpressions.RegexOptions.CultureInvariant));
}
