using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Lets a catalogue read as a table: code, message and help, each in English and Chinese.</summary>
internal static class RuleText
{
    public static Rule Error(string code, string message, string messageZh, string help, string helpZh) => Of(Severity.Error, code, message, messageZh, help, helpZh);

    public static Rule Warning(string code, string message, string messageZh, string help, string helpZh) => Of(Severity.Warning, code, message, messageZh, help, helpZh);

    public static Rule Information(string code, string message, string messageZh, string help, string helpZh) => Of(Severity.Information, code, message, messageZh, help, helpZh);

    private static Rule Of(Severity severity, string code, string message, string messageZh, string help, string helpZh)
        => new(code, severity, new LocalText(message, messageZh), new LocalText(help, helpZh));
}
