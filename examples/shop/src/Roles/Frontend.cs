using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Shop.Roles;

/// <param name="Banner">A line above each page; empty for none.</param>
internal sealed record FrontendSettings(string Banner);

/// <summary>The pages that customers see. What only adorns them (ads, recommendations) may be missing; the rest may not.</summary>
internal static class Frontend
{
    public const string Session = "shop-session";
    private static readonly string DefaultCurrency = Setting.Text("CURRENCY", "EUR");

    public static void Add(IServiceCollection services) => services.AddSingleton(s => new HotFile<FrontendSettings>(
        Setting.Text("SETTINGS_FILE", "/etc/shop/frontend.json"), new(""), Wire.Default.FrontendSettings, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<FrontendSettings>>()));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Products);
        routes.MapGet("/cart", Cart);
        routes.MapPost("/cart", PutIntoCart);
        routes.MapPost("/checkout", Buy);
    }

    private static async Task<IResult> Products(HttpContext http, Peers peers, HotFile<FrontendSettings> settings, CancellationToken cancellation)
    {
        var products = await peers.Get("productcatalogservice", "/products", Wire.Default.IReadOnlyListProduct, cancellation);
        var prices = await Convert(peers, [.. products.Select(product => product.Price)], cancellation);
        var ad = await Adornment(http, () => peers.Get("adservice", "/ads", Wire.Default.Ad, cancellation), new Ad("", ""));
        return Page(settings, $"<p><i>{Html(ad.Text)}</i></p><ul>" + string.Concat(products.Zip(prices, (product, price) => $"""
            <li>{Html(product.Name)}, {price} <form method="post" action="/cart"><input type="hidden" name="product" value="{Html(product.Id)}"><input name="quantity" value="1" size="2"> <button>Into the cart</button></form></li>
            """)) + "</ul><p><a href=\"/cart\">Cart</a></p>");
    }

    private static async Task<IResult> Cart(HttpContext http, Peers peers, HotFile<FrontendSettings> settings, CancellationToken cancellation)
    {
        var items = await peers.Get("cartservice", CartOf(http), Wire.Default.IReadOnlyListItem, cancellation);
        var more = await Adornment(http, () => peers.Post("recommendationservice", "/recommendations", [.. items.Select(item => item.Product)],
            Wire.Default.IReadOnlyListString, Wire.Default.IReadOnlyListProduct, cancellation), []);
        return Page(settings, $"""
            <ul>{string.Concat(items.Select(item => $"<li>{item.Quantity} x {Html(item.Product)}</li>"))}</ul>
            <form method="post" action="/checkout"><input name="email" placeholder="email"> <input name="address" placeholder="address"> <input name="card" placeholder="card"> <button>Buy</button></form>
            <p>Others also bought: {string.Join(", ", more.Select(product => Html(product.Name)))}</p>
            """);
    }

    private static async Task<IResult> PutIntoCart(HttpContext http, Peers peers, CancellationToken cancellation)
    {
        var form = await Form(http, cancellation);
        if (!int.TryParse(form["quantity"], NumberStyles.None, CultureInfo.InvariantCulture, out var quantity))
            throw new Refused($"'{form["quantity"]}' is no quantity");
        // Nobody puts into the cart what the catalogue does not have.
        var product = await peers.Get("productcatalogservice", $"/products/{Uri.EscapeDataString(Field(form, "product"))}", Wire.Default.Product, cancellation);
        await peers.Tell("cartservice", CartOf(http), new(product.Id, quantity), Wire.Default.Item, cancellation);
        http.Response.Headers.Location = "/cart";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static async Task<IResult> Buy(HttpContext http, Peers peers, HotFile<FrontendSettings> settings, CancellationToken cancellation)
    {
        var form = await Form(http, cancellation);
        var purchase = new Purchase(SessionOf(http), DefaultCurrency, Field(form, "email"), Field(form, "address"), Field(form, "card"));
        var order = await peers.Post("checkoutservice", "/orders", purchase, Wire.Default.Purchase, Wire.Default.Order, cancellation);
        return Page(settings, $"<p>Thank you. Your order is <b id=\"order\">{order.Id}</b>, {order.Total} with shipping.</p>");
    }

    private static async Task<IReadOnlyList<Money>> Convert(Peers peers, IReadOnlyList<Money> prices, CancellationToken cancellation)
        => await peers.Post("currencyservice", "/conversions", [.. prices.Select(price => new Conversion(price, DefaultCurrency))],
            Wire.Default.IReadOnlyListConversion, Wire.Default.IReadOnlyListMoney, cancellation);

    private static async Task<T> Adornment<T>(HttpContext http, Func<Task<T>> ask, T otherwise)
    {
        try
        {
            return await ask();
        }
        catch (PeerFailed failed)
        {
            http.RequestServices.GetRequiredService<ILogger<FrontendSettings>>().LogDebug("a page without it: {Failure}", failed.Message);
            return otherwise;
        }
    }

    private static Task<IFormCollection> Form(HttpContext http, CancellationToken cancellation)
        => http.Request.HasFormContentType ? http.Request.ReadFormAsync(cancellation) : throw new Refused("this is no form", StatusCodes.Status415UnsupportedMediaType);

    private static string Field(IFormCollection form, string name)
        => form[name] is [{ Length: > 0 and <= 200 } value] ? value : throw new Refused($"{name} is missing or too long");

    private static string CartOf(HttpContext http) => $"/carts/{Uri.EscapeDataString(SessionOf(http))}";

    /// <summary>Whose cart it is: a number that the browser keeps.</summary>
    private static string SessionOf(HttpContext http)
    {
        if (http.Request.Cookies[Session] is { Length: > 0 and <= 100 } known)
            return known;
        var made = Guid.NewGuid().ToString("N");
        http.Response.Cookies.Append(Session, made, new() { HttpOnly = true, SameSite = SameSiteMode.Lax });
        return made;
    }

    private static ContentHttpResult Page(HotFile<FrontendSettings> settings, string body) => TypedResults.Text($"""
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title></head><body><h1><a href="/">Shop</a></h1><p id="banner">{Html(settings.Current.Banner)}</p>
        {body}
        </body></html>
        """, "text/html; charset=utf-8");

    private static string Html(string text) => HtmlEncoder.Default.Encode(text);
}
