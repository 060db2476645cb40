namespace Shop.Roles;

/// <summary>Takes the money: looks at the card's number as a terminal does, and gives a receipt.</summary>
internal static class Payment
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/charges", (Charge charge, ILoggerFactory logs) =>
    {
        if (charge.Amount.Amount <= 0)
            throw new Refused($"{charge.Amount} cannot be charged");
        if (!IsCard(charge.Card))
            throw new Refused("this is no card's number");
        var receipt = new Receipt($"pay-{Guid.NewGuid():N}");
        logs.CreateLogger("Shop.Payment").LogInformation("{Amount} charged to a card that ends with {End}: {Receipt}", charge.Amount, charge.Card[^4..], receipt.Id);
        return TypedResults.Ok(receipt);
    });

    /// <summary>12 to 19 digits whose check digit is right (Luhn).</summary>
    public static bool IsCard(string number)
    {
        if (number.Length is < 12 or > 19 || !number.All(char.IsAsciiDigit))
            return false;
        var sum = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var digit = number[number.Length - 1 - i] - '0';
            sum += i % 2 == 0 ? digit : digit * 2 > 9 ? (digit * 2) - 9 : digit * 2;
        }
        return sum % 10 == 0;
    }
}
