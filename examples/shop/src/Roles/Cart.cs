using System.Globalization;

namespace Shop.Roles;

/// <summary>What each customer means to buy: a hash in Redis, product → quantity, forgotten after a day.</summary>
internal static class Cart
{
    private const int Most = 99;
    private static readonly string Day = $"{24 * 60 * 60}";

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(_ => new Redis(Setting.Text("REDIS_HOST", "redis-cart"), Setting.Number("REDIS_PORT", 6379)));
        services.AddSingleton(s =>
        {
            var redis = s.GetRequiredService<Redis>();
            return new Needs(cancellation => redis.Do(cancellation, "PING"), cancellation => redis.Do(cancellation, "PING"));
        });
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/carts/{user}", async (string user, Redis redis, CancellationToken cancellation) => TypedResults.Ok(await Read(redis, user, cancellation)));
        routes.MapPost("/carts/{user}", Put);
        routes.MapDelete("/carts/{user}", async (string user, Redis redis, CancellationToken cancellation) =>
        {
            await redis.Do(cancellation, "DEL", Key(user));
            return TypedResults.NoContent();
        });
    }

    private static async Task<IResult> Put(string user, Item item, Redis redis, CancellationToken cancellation)
    {
        if (item.Quantity is < 1 or > Most)
            throw new Refused($"{item.Quantity} is no quantity from 1 to {Most}");
        if (await redis.Do(cancellation, "HINCRBY", Key(user), item.Product, $"{item.Quantity}") is > (long)Most)
        {
            await redis.Do(cancellation, "HSET", Key(user), item.Product, $"{Most}");
            throw new Refused($"a cart holds at most {Most} of one product");
        }
        await redis.Do(cancellation, "EXPIRE", Key(user), Day);
        return TypedResults.NoContent();
    }

    private static async Task<IReadOnlyList<Item>> Read(Redis redis, string user, CancellationToken cancellation)
    {
        // Names and values take turns.
        var all = (List<object?>)(await redis.Do(cancellation, "HGETALL", Key(user)))!;
        return [.. all.Chunk(2).Select(pair => new Item((string)pair[0]!, int.Parse((string)pair[1]!, CultureInfo.InvariantCulture))).OrderBy(item => item.Product, StringComparer.Ordinal)];
    }

    private static string Key(string user) => $"cart:{user}";
}
