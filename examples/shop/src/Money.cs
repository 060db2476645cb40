namespace Shop;

/// <summary>An amount of a currency, exact to its smallest coin.</summary>
/// <param name="Currency">Three letters, as in ISO 4217.</param>
internal readonly record struct Money(string Currency, decimal Amount)
{
    /// <exception cref="Refused">The currencies differ.</exception>
    public static Money operator +(Money a, Money b)
        => a.Currency == b.Currency ? a with { Amount = a.Amount + b.Amount } : throw new Refused($"{a.Currency} and {b.Currency} cannot be added");

    public static Money operator *(Money a, int times) => a with { Amount = a.Amount * times };

    /// <summary>Rounded to the target's smallest coin, halves to the even one: what is lost and won evens out over many conversions.</summary>
    /// <param name="rates">Units of each currency for one euro; the euro's own is 1.</param>
    /// <exception cref="Refused">One of the currencies has no rate, or the amount is beyond what can be counted.</exception>
    public Money In(string currency, IReadOnlyDictionary<string, decimal> rates)
    {
        if (currency == Currency)
            return this;
        try
        {
            return new(currency, Math.Round(Amount / Rate(Currency, rates) * Rate(currency, rates), Digits(currency), MidpointRounding.ToEven));
        }
        catch (OverflowException)
        {
            throw new Refused($"{this} is too much to be converted to {currency}");
        }
    }

    public override string ToString() => $"{Amount.ToString($"F{Digits(Currency)}")} {Currency}";

    public static int Digits(string currency) => currency is "JPY" ? 0 : 2;

    private static decimal Rate(string currency, IReadOnlyDictionary<string, decimal> rates)
        => rates.TryGetValue(currency, out var rate) && rate > 0 ? rate : throw new Refused($"there is no rate for {currency}; there are {string.Join(", ", rates.Keys.Order(StringComparer.Ordinal))}");
}
