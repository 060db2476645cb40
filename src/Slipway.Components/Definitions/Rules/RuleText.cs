using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Lets a catalogue read as a table: code, message and help, each in English and Chinese.</summary>
internal static class RuleText
{
    public static Rule Error(string code, string message, string messageZh, string help, string helpZh)
        => new(code, Severity.Error, new LocalText(message, messageZh), new LocalText(help, helpZh));

    public static Rule Warning(string code, string message, string messageZh, string help, string helpZh)
        => new(code, Severity.Warning, new LocalText(message, messageZh), new LocalText(help, helpZh));
}
