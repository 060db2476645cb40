using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary><c>&amp;&amp;</c> and <c>||</c>: one side that decides is enough, even when the other fails.</summary>
internal sealed class LogicStep(CelStep left, CelStep right, bool decisive, Span at) : CelStep
{
    public override CelValue Run(Frame frame)
    {
        var first = left.Run(frame);
        if (first.Kind == CelKind.Bool && first.AsBool == decisive)
            return first;
        var second = right.Run(frame);
        if (second.Kind == CelKind.Bool && second.AsBool == decisive)
            return second;
        if (first.Kind == CelKind.Bool && second.Kind == CelKind.Bool)
            return CelValue.Of(!decisive);
        return first.IsError ? first : second.IsError ? second : Fail(CelErrors.NoSuchOverload, at);
    }
}

internal sealed class ConditionalStep(CelStep condition, CelStep yes, CelStep no, Span at) : CelStep
{
    public override CelValue Run(Frame frame)
    {
        var value = condition.Run(frame);
        if (value.Kind == CelKind.Bool)
            return (value.AsBool ? yes : no).Run(frame);
        return value.IsError ? value : Fail(CelErrors.NoSuchOverload, at);
    }
}

/// <summary>Whether a macro that looks for one decisive item goes on.</summary>
internal sealed class UndecidedStep(CelStep operand) : CelStep
{
    public override CelValue Run(Frame frame)
    {
        frame.Charge(1);
        var value = operand.Run(frame);
        return CelValue.Of(value.Kind != CelKind.Bool || value.AsBool);
    }
}

internal sealed class FoldStep(FoldSlots slots, CelStep range, CelStep start, CelStep condition, CelStep step, CelStep result, Span at) : CelStep
{
    private readonly bool alwaysGoesOn = condition is ConstantStep { Value.IsTrue: true };

    public override CelValue Run(Frame frame)
    {
        var over = range.Run(frame);
        if (over.IsError)
            return over;
        var map = over.Kind == CelKind.Map ? over.AsMap : null;
        if (map is null && over.Kind != CelKind.List)
            return Fail(CelErrors.NoSuchOverload, at);
        var items = map?.KeyList ?? over.AsList;
        frame.Local(slots.Result) = start.Run(frame);
        for (var i = 0; i < items.Count && frame.Charge(1); i++)
        {
            if (!SetVariables(frame, items, i, map) || !condition.Run(frame).IsTrue)
                break;
            frame.Local(slots.Result) = step.Run(frame);
            if (alwaysGoesOn && frame.Local(slots.Result).IsError)
                break;
        }
        return result.Run(frame);
    }

    private bool SetVariables(Frame frame, CelList items, int i, CelMap? map)
    {
        var item = items[i];
        if (slots.Second < 0)
        {
            frame.Local(slots.First) = item;
            return true;
        }
        var value = item;
        if (map is not null && !map.TryGet(item, out value))
            return false;
        frame.Local(slots.First) = map is null ? CelValue.Of((long)i) : item;
        frame.Local(slots.Second) = value;
        return true;
    }
}

/// <param name="Second">-1 where there is one variable.</param>
internal readonly record struct FoldSlots(int First, int Second, int Result);
