using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Delivery;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Checks of option values that would otherwise fail deep inside, in words about something else.</summary>
internal static partial class Values
{
    public static Diagnostic? Wrong(string? space = null, string? kubeVersion = null, string? installation = null)
        => space is not null && !IsLabel(space, 63) ? Of(UsageRules.NoName, "--namespace", space, "63")
            : installation is not null && !IsLabel(installation, 40) ? Of(UsageRules.NoName, "--installation", installation, "40")
            : kubeVersion is not null && !KubeVersion().IsMatch(kubeVersion) ? Of(UsageRules.WrongForm, "--kube-version", kubeVersion, "`1.34`, `v1.34.0`")
            : null;

    /// <summary>Seconds, or a number with <c>s</c>, <c>m</c> or <c>h</c> as Helm and kubectl write it; several may follow each other.</summary>
    public static TimeSpan? Duration(string text)
    {
        var match = DurationForm().Match(text);
        if (!match.Success || text.Length == 0)
            return null;
        var seconds = Number(match.Groups["h"]) * 3600 + Number(match.Groups["m"]) * 60 + Number(match.Groups["s"]);
        return seconds is > 0 and <= 7 * 24 * 3600 ? TimeSpan.FromSeconds(seconds) : null;
    }

    /// <summary>How many components at the same time; null for what is no such number.</summary>
    public static int? AtOnce(string? text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Schedule.Most ? number : null;

    public static Diagnostic Of(Rule rule, string option, string value, string allowed)
        => Diagnostic.Of(rule, (Location?)null, option, value, allowed);

    private static bool IsLabel(string text, int longest) => text.Length <= longest && LabelForm().IsMatch(text);

    private static long Number(Group group) => group.Success && long.TryParse(group.ValueSpan, out var number) ? number : 0;

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex LabelForm();

    [GeneratedRegex(@"^v?1\.\d{1,3}(\.\d{1,3})?([-+][0-9A-Za-z.+-]+)?\z")]
    private static partial Regex KubeVersion();

    [GeneratedRegex(@"^((?<h>\d{1,6})h)?((?<m>\d{1,6})m)?((?<s>\d{1,6})s?)?\z")]
    private static partial Regex DurationForm();
}
