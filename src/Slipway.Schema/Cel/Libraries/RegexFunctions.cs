using System.Text.RegularExpressions;
using static Slipway.Schema.Cel.CelLibraries;

namespace Slipway.Schema.Cel;

/// <summary>Kubernetes' library for regular expressions.</summary>
internal static class RegexFunctions
{
    public static IEnumerable<CelOverload> All { get; } =
    [
        On("string.find(string): string", (frame, a) => Run(frame, a, 1, found => CelValue.Of(found.Count > 0 ? found[0] : ""))),
        On("string.findAll(string): list(string)", (frame, a) => Run(frame, a, -1, List)),
        On("string.findAll(string, int): list(string)", (frame, a) => Run(frame, a, a[2].AsInt, List)),
    ];

    private static CelValue List(List<string> found) => CelValue.List([.. found.Select(CelValue.Of)]);

    private static CelValue Run(Frame frame, ReadOnlySpan<CelValue> a, long limit, Func<List<string>, CelValue> result)
    {
        var (text, pattern) = (a[0].AsString, a[1].AsString);
        var (regex, fault) = Re2.Compile(pattern);
        if (regex is null)
            return Fail(CelErrors.Of(fault!.English, fault.Chinese));
        if (!Re2.Charge(frame, text, pattern))
            return Fail(CelErrors.TooMuchWork);
        var found = new List<string>();
        try
        {
            for (var match = limit == 0 ? Match.Empty : regex.Match(text); match.Success && frame.Charge(1); match = match.NextMatch())
            {
                found.Add(match.Value);
                if (found.Count == limit)
                    break;
            }
        }
        catch (RegexMatchTimeoutException)
        {
            return Fail(CelErrors.TooMuchWork);
        }
        return result(found);
    }
}
