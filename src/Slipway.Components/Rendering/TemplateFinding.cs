using System.Text.RegularExpressions;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What a template itself found, in both languages, with a pointer to what it means.</summary>
internal static partial class TemplateFinding
{
    public static Diagnostic Read(MapNode finding, Component component, PlatformDefinition platform)
    {
        var pointer = Text(finding, "pointer");
        var text = new LocalText(Text(finding, "en"), Text(finding, "zh"));
        if (Injection(Text(finding, "rule")) is { } injection)
            return new Diagnostic(LocalRule.Of(injection, [component.Name, pointer], text), ValuePlace.Of(component.Values, pointer), []);
        var rule = Text(finding, "severity") == "warning" ? RenderingRules.TraitWarning : RenderingRules.TraitError;
        if (File(pointer, platform) is { } file && rule == RenderingRules.TraitError)
            return Unreadable(component.Name, pointer, file, text.English);
        return new Diagnostic(LocalRule.Of(rule, [component.Name, pointer], text), null, []);
    }

    /// <summary>What the chart's own templates find about objects and patches of an entry.</summary>
    private static Rule? Injection(string rule) => rule switch
    {
        "nothing" => RenderingRules.PatchMeetsNothing,
        "idle" => InjectionRules.PatchIdle,
        "fixed" => InjectionRules.PatchFixed,
        "twice" => InjectionRules.ObjectTwice,
        _ => null,
    };

    /// <summary>A template that printed no YAML: Helm tells the line of the printed text, which a person finds in the template by its own reading.</summary>
    private static Diagnostic Unreadable(string component, string pointer, TemplateFile file, string error)
    {
        var said = Prefix().Replace(error, "");
        var reason = new LocalText($"what it prints is no YAML: {said}", $"输出的内容不是 YAML：{said}");
        return new Diagnostic(LocalRule.Of(RenderingRules.Template, [component, pointer.TrimStart('/')], reason), new Location(file.Source, new Span(0, 0)), []);
    }

    private static TemplateFile? File(string pointer, PlatformDefinition platform) => pointer.Split('/') switch
    {
        ["", "traits", var name, "patch.yaml"] => platform.Trait(name)?.Patch,
        ["", "traits", var name, "objects.yaml"] => platform.Trait(name)?.Objects,
        ["", "workloads", var name, "model.yaml"] => platform.Workload(name)?.Model,
        ["", "workloads", var name, "objects.yaml"] => platform.Workload(name)?.Objects,
        _ => null,
    };

    private static string Text(MapNode map, string key) => (map[key] as ScalarNode)?.Text ?? "";

    [GeneratedRegex("^(error (unmarshaling|converting) [^:]*: ?)+(yaml: )?")]
    private static partial Regex Prefix();
}
