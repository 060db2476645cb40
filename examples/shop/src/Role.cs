using Shop.Roles;

namespace Shop;

/// <summary>What one of the services does: its routes, and what it needs for them.</summary>
internal sealed record Role(Action<IEndpointRouteBuilder> Map, Action<IServiceCollection>? Add = null)
{
    public static IReadOnlyDictionary<string, Role> All { get; } = new SortedDictionary<string, Role>(StringComparer.Ordinal)
    {
        ["ads"] = new(Ads.Map),
        ["cart"] = new(Cart.Map, Cart.Add),
        ["catalogue"] = new(Catalogue.Map),
        ["checkout"] = new(Checkout.Map, Checkout.Add),
        ["currency"] = new(Currency.Map, Currency.Add),
        ["digest"] = new(Mail.Map, Mail.AddDigest),
        ["email"] = new(Mail.Map, Mail.Add),
        ["frontend"] = new(Frontend.Map, Frontend.Add),
        ["load"] = new(LoadGenerator.Map, LoadGenerator.Add),
        ["payment"] = new(Payment.Map),
        ["recommendation"] = new(Recommendation.Map),
        ["shipping"] = new(Shipping.Map),
    };
}
