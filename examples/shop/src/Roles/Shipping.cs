namespace Shop.Roles;

/// <summary>What sending costs, and the sending.</summary>
internal static class Shipping
{
    private const decimal Parcel = 4.90m, EachItem = 0.55m;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/quotes", (IReadOnlyList<Item> items) => TypedResults.Ok(Quote(items)));
        routes.MapPost("/shipments", (IReadOnlyList<Item> items, ILoggerFactory logs) =>
        {
            var receipt = new Receipt($"ship-{Guid.NewGuid():N}");
            logs.CreateLogger("Shop.Shipping").LogInformation("{Items} items on their way: {Receipt}", items.Sum(item => item.Quantity), receipt.Id);
            return TypedResults.Ok(receipt);
        });
    }

    public static Money Quote(IReadOnlyList<Item> items) => new("EUR", items.Count == 0 ? 0 : Parcel + (EachItem * items.Sum(item => item.Quantity)));
}
