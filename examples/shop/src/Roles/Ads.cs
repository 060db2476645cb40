namespace Shop.Roles;

/// <summary>A line about one of the products, another one each minute.</summary>
internal static class Ads
{
    private static readonly IReadOnlyList<Ad> All =
    [
        new("lamp", "It never goes out: the storm lamp."),
        new("oilskin", "Rain? What rain? The yellow oilskin."),
        new("compass", "Know where you stand: the pocket compass."),
    ];

    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/ads", (TimeProvider time) => TypedResults.Ok(All[(int)(time.GetUtcNow().ToUnixTimeSeconds() / 60 % All.Count)]));
}
