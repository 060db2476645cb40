namespace Shop.Roles;

/// <summary>Makes an order of a cart: prices, shipping, payment, and the record in the database. The mail is sent by whoever takes it from here.</summary>
internal static class Checkout
{
    private const int Mails = 20;

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<Orders>();
        services.AddSingleton(s => new Needs(s.GetRequiredService<Orders>().Prepare, s.GetRequiredService<Orders>().Check));
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/orders", async (Purchase purchase, Peers peers, Orders orders, ILoggerFactory logs, CancellationToken cancellation) =>
        {
            var order = await Place(purchase, peers, orders, cancellation);
            logs.CreateLogger("Shop.Checkout").LogInformation("order {Id} of {Total}", order.Id, order.Total);
            return TypedResults.Ok(order);
        });
        routes.MapPost("/mails", async (Orders orders, CancellationToken cancellation) => TypedResults.Ok(await orders.TakeUnmailed(Mails, cancellation)));
    }

    private static async Task<Order> Place(Purchase purchase, Peers peers, Orders orders, CancellationToken cancellation)
    {
        var cart = $"/carts/{Uri.EscapeDataString(purchase.User)}";
        var items = await peers.Get("cartservice", cart, Wire.Default.IReadOnlyListItem, cancellation);
        if (items.Count == 0)
            throw new Refused("the cart is empty");
        var prices = await Prices(items, purchase.Currency, peers, cancellation);
        var (lines, shipping, total) = Sum(items, prices);
        var payment = await peers.Post("paymentservice", "/charges", new(purchase.Card, total), Wire.Default.Charge, Wire.Default.Receipt, cancellation);
        // Paid is paid: from here on nobody who hangs up makes us stop half way.
        var shipment = await peers.Post("shippingservice", "/shipments", items, Wire.Default.IReadOnlyListItem, Wire.Default.Receipt, CancellationToken.None);
        var order = new Order(Guid.NewGuid(), purchase.Email, purchase.Address, lines, shipping, total, payment.Id, shipment.Id);
        await orders.Add(order, CancellationToken.None);
        await peers.Delete("cartservice", cart, CancellationToken.None);
        return order;
    }

    /// <summary>The price of each item, then that of shipping, in the customer's currency.</summary>
    private static async Task<IReadOnlyList<Money>> Prices(IReadOnlyList<Item> items, string currency, Peers peers, CancellationToken cancellation)
    {
        var products = await peers.Get("productcatalogservice", "/products", Wire.Default.IReadOnlyListProduct, cancellation);
        var shipping = await peers.Post("shippingservice", "/quotes", items, Wire.Default.IReadOnlyListItem, Wire.Default.Money, cancellation);
        var prices = items.Select(item => products.FirstOrDefault(product => product.Id == item.Product)?.Price ?? throw new Refused($"there is no product {item.Product}"));
        return await peers.Post("currencyservice", "/conversions", [.. prices.Append(shipping).Select(price => new Conversion(price, currency))],
            Wire.Default.IReadOnlyListConversion, Wire.Default.IReadOnlyListMoney, cancellation);
    }

    /// <summary>The prices are converted one by one and then added: what the customer sees adds up.</summary>
    /// <param name="prices">One for each item, then that of shipping.</param>
    public static (IReadOnlyList<Line> Lines, Money Shipping, Money Total) Sum(IReadOnlyList<Item> items, IReadOnlyList<Money> prices)
    {
        Line[] lines = [.. items.Select((item, i) => new Line(item.Product, item.Quantity, prices[i]))];
        return (lines, prices[^1], lines.Aggregate(prices[^1], (sum, line) => sum + (line.Price * line.Quantity)));
    }
}
