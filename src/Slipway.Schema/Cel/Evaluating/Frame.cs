namespace Slipway.Schema.Cel;

/// <summary>One evaluation: the values of its variables, and what it has cost so far.</summary>
internal sealed class Frame(CelValue[] variables, int locals, long costLimit)
{
    private readonly CelValue[] locals = new CelValue[locals];

    public long Cost { get; private set; }

    /// <summary>Set when the limit is exceeded: then every loop ends, and whatever comes out does not count.</summary>
    public bool Stopped { get; private set; }

    public CelValue Variable(int index) => variables[index];

    public ref CelValue Local(int slot) => ref locals[slot];

    /// <summary>False when the limit is exceeded.</summary>
    public bool Charge(long cost)
    {
        Cost += cost;
        if (Cost > costLimit)
            Stopped = true;
        return !Stopped;
    }

    /// <summary>For running over a text or bytes: a tenth of the length, beyond the one that the call itself costs.</summary>
    public bool ChargeText(long length) => Charge(Math.Max(0, (length + 9) / 10 - 1));

    /// <summary>For running over a list, beyond the one that the call itself costs.</summary>
    public bool ChargeItems(long count) => Charge(Math.Max(0, count - 1));
}
