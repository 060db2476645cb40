using System.Text.Json.Serialization;

namespace Shop;

internal sealed record Product(string Id, string Name, string Category, Money Price);

internal sealed record Item(string Product, int Quantity);

internal sealed record Conversion(Money Amount, string To);

internal sealed record Charge(string Card, Money Amount);

/// <param name="Id">What the service calls what it did: a payment, a shipment.</param>
internal sealed record Receipt(string Id);

internal sealed record Purchase(string User, string Currency, string Email, string Address, string Card);

internal sealed record Line(string Product, int Quantity, Money Price);

internal sealed record Order(Guid Id, string Email, string Address, IReadOnlyList<Line> Lines, Money Shipping, Money Total, string Payment, string Shipment);

internal sealed record Ad(string Product, string Text);

/// <summary>What the load generator did since it started.</summary>
internal sealed record Load(long Purchases, long Failures, string? LastFailure);

/// <summary>Everything that goes over the wire or stands in a file, for the compiler to write its readers and writers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(IReadOnlyList<Product>))]
[JsonSerializable(typeof(IReadOnlyList<Item>))]
[JsonSerializable(typeof(IReadOnlyList<Order>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<Conversion>))]
[JsonSerializable(typeof(IReadOnlyList<Money>))]
[JsonSerializable(typeof(Charge))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(Purchase))]
[JsonSerializable(typeof(Ad))]
[JsonSerializable(typeof(Load))]
[JsonSerializable(typeof(Roles.FrontendSettings))]
[JsonSerializable(typeof(Roles.CurrencySettings))]
internal sealed partial class Wire : JsonSerializerContext;
