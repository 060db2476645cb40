using System.Runtime.CompilerServices;
using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>A function with all arguments evaluated; which overload is meant shows in their kinds.</summary>
internal sealed class CallStep(CelOverload[] candidates, CelStep[] arguments, Span at) : CelStep
{
    public const int MostArguments = 4;

    [InlineArray(MostArguments)]
    private struct Values
    {
        private CelValue first;
    }

    public override CelValue Run(Frame frame)
    {
        var buffer = default(Values);
        Span<CelValue> values = buffer;
        values = values[..arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            values[i] = arguments[i].Run(frame);
            if (values[i].IsError)
                return values[i];
        }
        frame.Charge(1);
        foreach (var candidate in candidates)
            if (candidate.Accepts(values))
                return Blame(candidate.Run(frame, values), at);
        return Fail(CelErrors.NoSuchOverload, at);
    }
}
