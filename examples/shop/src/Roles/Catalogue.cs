namespace Shop.Roles;

/// <summary>What there is to buy.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Product> Products { get; } =
    [
        new("kettle", "Enamel kettle", "kitchen", Euro(39.00m)),
        new("teapot", "Teapot for two", "kitchen", Euro(24.50m)),
        new("mug", "Mug with a ship on it", "kitchen", Euro(8.95m)),
        new("lamp", "Storm lamp", "light", Euro(32.00m)),
        new("candle", "Beeswax candle", "light", Euro(6.40m)),
        new("rope", "Ten metres of rope", "deck", Euro(12.75m)),
        new("compass", "Pocket compass", "deck", Euro(49.90m)),
        new("oilskin", "Yellow oilskin", "clothes", Euro(89.00m)),
        new("socks", "Woollen socks", "clothes", Euro(14.20m)),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/products", () => TypedResults.Ok(Products));
        routes.MapGet("/products/{id}", (string id) => TypedResults.Ok(Find(id)));
    }

    /// <exception cref="Refused">There is no such product.</exception>
    public static Product Find(string id)
        => Products.FirstOrDefault(product => product.Id == id) ?? throw new Refused($"there is no product {id}", StatusCodes.Status404NotFound);

    private static Money Euro(decimal amount) => new("EUR", amount);
}
