using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>A part of an expression, ready to run.</summary>
internal abstract class CelStep
{
    public abstract CelValue Run(Frame frame);

    /// <summary>An error learns where it happened when it leaves the step that made it.</summary>
    protected static CelValue Blame(CelValue value, Span at)
        => value.IsError && value.AsError.At is null ? CelValue.Of(value.AsError with { At = at }) : value;

    protected static CelValue Fail(CelError error, Span at) => CelValue.Of(error with { At = at });
}

internal sealed class ConstantStep(CelValue value) : CelStep
{
    public CelValue Value => value;

    public override CelValue Run(Frame frame) => value;
}

internal sealed class VariableStep(int index, Span at) : CelStep
{
    public override CelValue Run(Frame frame)
    {
        frame.Charge(1);
        return Blame(frame.Variable(index), at);
    }
}

internal sealed class LocalStep(int slot) : CelStep
{
    public override CelValue Run(Frame frame)
    {
        frame.Charge(1);
        return frame.Local(slot);
    }
}

internal sealed class BindStep(int slot, CelStep value, CelStep body) : CelStep
{
    public override CelValue Run(Frame frame)
    {
        frame.Local(slot) = value.Run(frame);
        return body.Run(frame);
    }
}

internal sealed class SelectStep(CelStep operand, string field, bool isOptional, Span at) : CelStep
{
    private readonly CelValue key = CelValue.Of(field);

    public override CelValue Run(Frame frame)
    {
        var value = operand.Run(frame);
        frame.Charge(1);
        if (value.IsError)
            return value;
        var wasOptional = value.Kind == CelKind.Optional;
        if (wasOptional)
        {
            if (!value.AsOptional.HasValue)
                return CelValue.None;
            value = value.AsOptional.Value;
        }
        if (value.Kind != CelKind.Map)
            return Fail(wasOptional ? CelErrors.NoSuchKey(field) : CelErrors.NoSuchOverload, at);
        if (!value.AsMap.TryGet(key, out var found))
            return wasOptional || isOptional ? CelValue.None : Fail(CelErrors.NoSuchKey(field), at);
        found = Blame(found, at);
        return (wasOptional || isOptional) && !found.IsError ? CelValue.Optional(found) : found;
    }
}

/// <summary><c>has(operand.field)</c>.</summary>
internal sealed class HasStep(CelStep operand, string field, Span at) : CelStep
{
    private readonly CelValue key = CelValue.Of(field);

    public override CelValue Run(Frame frame)
    {
        var value = operand.Run(frame);
        if (value.Kind == CelKind.Optional)
        {
            if (!value.AsOptional.HasValue)
                return CelValue.False;
            value = value.AsOptional.Value;
        }
        if (value.IsError)
            return value;
        return value.Kind == CelKind.Map ? CelValue.Of(value.AsMap.Has(key)) : Fail(CelErrors.NoSuchOverload, at);
    }
}

internal sealed class ListStep((CelStep Value, bool IsOptional)[] items, Span at) : CelStep
{
    public override CelValue Run(Frame frame)
    {
        frame.Charge(10);
        var values = new List<CelValue>(items.Length);
        foreach (var (item, isOptional) in items)
        {
            var value = item.Run(frame);
            if (value.IsError)
                return value;
            if (!isOptional)
                values.Add(value);
            else if (value.Kind != CelKind.Optional)
                return Fail(CelErrors.NoSuchOverload, at);
            else if (value.AsOptional.HasValue)
                values.Add(value.AsOptional.Value);
        }
        return CelValue.List([.. values]);
    }
}

/// <summary>The empty list that a macro fills.</summary>
internal sealed class GrowingListStep : CelStep
{
    public override CelValue Run(Frame frame)
    {
        frame.Charge(10);
        return CelValue.Of(new GrowingCelList());
    }
}

internal sealed class MapStep((CelStep Key, CelStep Value, bool IsOptional)[] entries, Span at) : CelStep
{
    public override CelValue Run(Frame frame)
    {
        frame.Charge(30);
        var map = new TableCelMap(entries.Length);
        foreach (var (keyStep, valueStep, isOptional) in entries)
        {
            var key = keyStep.Run(frame);
            if (key.IsError)
                return key;
            var value = valueStep.Run(frame);
            if (value.IsError)
                return value;
            if (isOptional)
            {
                if (value.Kind != CelKind.Optional)
                    return Fail(CelErrors.NoSuchOverload, at);
                if (!value.AsOptional.HasValue)
                    continue;
                value = value.AsOptional.Value;
            }
            if (!CelKeys.IsKey(key))
                return Fail(CelErrors.KeyType, at);
            if (!map.TryAdd(key, value))
                return Fail(CelErrors.RepeatedKey(CelText.Of(key)), at);
        }
        return CelValue.Of(map);
    }
}

/// <summary>What cannot be resolved fails only when it is evaluated.</summary>
internal sealed class ErrorStep(CelError error, Span at) : CelStep
{
    public override CelValue Run(Frame frame) => Fail(error, at);
}
