namespace Shop.Roles;

/// <param name="Rates">Units of each currency for one euro.</param>
internal sealed record CurrencySettings(Dictionary<string, decimal> Rates);

/// <summary>Prices in other currencies, by rates that people change while it runs.</summary>
internal static class Currency
{
    private static readonly CurrencySettings Fallback = new(new() { ["EUR"] = 1m });

    public static void Add(IServiceCollection services) => services.AddSingleton(s => new HotFile<CurrencySettings>(
        Setting.Text("RATES_FILE", "/etc/shop/rates.json"), Fallback, Wire.Default.CurrencySettings, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<CurrencySettings>>()));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/currencies", (HotFile<CurrencySettings> settings) => TypedResults.Ok<IReadOnlyList<string>>([.. settings.Current.Rates.Keys.Order(StringComparer.Ordinal)]));
        routes.MapPost("/conversions", (IReadOnlyList<Conversion> wanted, HotFile<CurrencySettings> settings)
            => TypedResults.Ok<IReadOnlyList<Money>>([.. wanted.Select(one => one.Amount.In(one.To, settings.Current.Rates))]));
    }
}
