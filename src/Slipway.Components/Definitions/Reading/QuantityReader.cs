using System.Buffers;
using Slipway.Yaml;

namespace Slipway.Components;

internal static class QuantityReader
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly LocalText NotNegative = new("write zero or more, such as `{2}`", "请填写不小于零的数量，例如 `{2}`");

    /// <summary>An amount that is not negative, written as text or number.</summary>
    public static Placed<Quantity>? Read(FieldReader fields, string name, string example)
    {
        if (fields.Entry(name) is not { } entry)
            return null;
        var path = fields.Place.To(name);
        if (entry.Value is ScalarNode { Kind: not ScalarKind.Boolean } scalar && Quantity.Parse(scalar.Text) is { } quantity)
        {
            if (quantity.Billionths.Sign >= 0)
                return new Placed<Quantity>(quantity, scalar);
            fields.Findings.Add(Diagnostic.Of(AdditionRules.Quantity, scalar, path, Place.Shown(scalar), example) with { SpecialHelp = NotNegative });
            return null;
        }
        var better = entry.Value is ScalarNode text ? Better(text.Text) : null;
        fields.Findings.Add(Diagnostic.Of(AdditionRules.Quantity, Place.Start(entry.Value), path, Place.Shown(entry.Value), better ?? example) with
        {
            Edits = better is not null && entry.Value.At is { } at ? [new Edit(at, better, Safe: false)] : [],
        });
        return null;
    }

    /// <summary>What is plainly meant: <c>512 MB</c> gives <c>512M</c>, <c>1 gib</c> gives <c>1Gi</c>; null when it is not plain.</summary>
    private static string? Better(string text)
    {
        var dense = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '_'));
        if (dense.Length > 40)
            return null;
        var end = dense.AsSpan().IndexOfAnyExcept(NumberCharacters);
        if (end <= 0)
            return end < 0 && Quantity.Parse(dense) is not null ? dense : null;
        var unit = dense[end..].ToLowerInvariant() switch
        {
            "b" or "byte" or "bytes" => "",
            "kb" or "kbyte" => "k",
            "k" => "k",
            "kib" or "ki" => "Ki",
            "mb" => "M",
            "mib" or "mi" => "Mi",
            "g" or "gb" => "G",
            "gib" or "gi" => "Gi",
            "t" or "tb" => "T",
            "tib" or "ti" => "Ti",
            "core" or "cores" or "cpu" or "cpus" or "vcpu" => "",
            "millicore" or "millicores" or "mcpu" => "m",
            _ => null,
        };
        return unit is not null && Quantity.Parse(dense[..end] + unit) is not null ? dense[..end] + unit : null;
    }
}
