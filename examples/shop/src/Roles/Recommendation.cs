namespace Shop.Roles;

/// <summary>What goes with what is in the cart: first of the same kinds, then the rest; never what is there already.</summary>
internal static class Recommendation
{
    private const int Few = 3;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/recommendations", async (IReadOnlyList<string> inCart, Peers peers, CancellationToken cancellation)
        => TypedResults.Ok(Choose(await peers.Get("productcatalogservice", "/products", Wire.Default.IReadOnlyListProduct, cancellation), inCart)));

    public static IReadOnlyList<Product> Choose(IReadOnlyList<Product> all, IReadOnlyList<string> inCart)
    {
        var kinds = all.Where(product => inCart.Contains(product.Id)).Select(product => product.Category).ToHashSet(StringComparer.Ordinal);
        return [.. all.Where(product => !inCart.Contains(product.Id)).OrderBy(product => kinds.Contains(product.Category) ? 0 : 1).Take(Few)];
    }
}
