using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary><c>or</c> and <c>orValue</c>.</summary>
internal sealed class OtherwiseStep(CelStep target, CelStep other, bool unwraps, Span at) : CelStep
{
    public override CelValue Run(Frame frame)
    {
        var value = target.Run(frame);
        frame.Charge(1);
        if (value.IsError)
            return value;
        if (value.Kind != CelKind.Optional)
            return Fail(CelErrors.NoSuchOverload, at);
        if (value.AsOptional.HasValue)
            return unwraps ? value.AsOptional.Value : value;
        var instead = other.Run(frame);
        return !unwraps && !instead.IsError && instead.Kind != CelKind.Optional ? Fail(CelErrors.NoSuchOverload, at) : instead;
    }
}
