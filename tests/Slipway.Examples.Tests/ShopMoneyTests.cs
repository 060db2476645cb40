using CsCheck;
using Shop;
using Shop.Roles;

namespace Slipway.Examples.Tests;

/// <summary>The shop's arithmetic: no cent comes from nowhere or goes there.</summary>
public class ShopMoneyTests
{
    private static readonly Dictionary<string, decimal> Rates = new() { ["EUR"] = 1m, ["USD"] = 1.0832m, ["JPY"] = 161.35m };

    private static readonly Gen<Money> Cents = Gen.Long[-100_000_000, 100_000_000].Select(cents => new Money("EUR", cents / 100m));

    [Theory]
    [InlineData("0.125", "EUR", "USD", "0.14")] // 0.1354
    [InlineData("39.00", "EUR", "USD", "42.24")] // 42.2448
    [InlineData("39.00", "EUR", "JPY", "6293")] // 6292.65
    [InlineData("6293", "JPY", "EUR", "39.00")] // 39.0022
    [InlineData("12.345", "EUR", "EUR", "12.345")] // its own currency is no conversion
    public void An_amount_in_another_currency_is_rounded_to_its_smallest_coin(string amount, string from, string to, string expected)
        => new Money(from, decimal.Parse(amount)).In(to, Rates).ShouldBe(new Money(to, decimal.Parse(expected)));

    [Theory]
    [InlineData("0.005", "0.00")]
    [InlineData("0.015", "0.02")]
    [InlineData("0.025", "0.02")]
    public void A_half_goes_to_the_even_coin(string amount, string expected)
        => new Money("EUR", decimal.Parse(amount)).In("CHF", new Dictionary<string, decimal> { ["EUR"] = 1m, ["CHF"] = 1m }).Amount.ShouldBe(decimal.Parse(expected));

    [Fact]
    public void Adding_takes_turns_as_it_likes()
        => Gen.Select(Cents, Cents, Cents).Sample((a, b, c) => a + b + c == c + (b + a) && (a + b) * 3 == a * 3 + b * 3);

    [Fact]
    public void There_and_back_again_loses_less_than_a_coin_of_either_currency()
        => Cents.Sample(euros => Math.Abs(euros.In("USD", Rates).In("EUR", Rates).Amount - euros.Amount) <= 0.01m);

    [Fact]
    public void Different_currencies_are_not_added()
        => Should.Throw<Refused>(() => new Money("EUR", 1) + new Money("USD", 1)).Message.ShouldBe("EUR and USD cannot be added");

    [Theory]
    [InlineData("CHF")]
    [InlineData("ZERO")]
    public void A_currency_without_a_rate_is_named_with_those_that_there_are(string currency)
        => Should.Throw<Refused>(() => new Money("EUR", 1).In(currency, new Dictionary<string, decimal>(Rates) { ["ZERO"] = 0 }))
            .Message.ShouldBe($"there is no rate for {currency}; there are EUR, JPY, USD, ZERO");

    [Fact]
    public void An_amount_beyond_counting_is_refused()
        => Should.Throw<Refused>(() => new Money("EUR", decimal.MaxValue).In("JPY", Rates)).Message.ShouldContain("too much");

    [Fact]
    public void What_the_customer_sees_adds_up()
        => Gen.Select(Gen.Long[1, 100_000].Array[1, 9], Gen.Int[1, 99].Array[9], Gen.Long[0, 10_000]).Sample((cents, quantities, shipping) =>
        {
            Item[] items = [.. cents.Select((_, i) => new Item($"p{i}", quantities[i]))];
            var (lines, sent, total) = Checkout.Sum(items, [.. cents.Append(shipping).Select(c => new Money("EUR", c / 100m))]);
            (sent.Amount + lines.Sum(line => line.Price.Amount * line.Quantity)).ShouldBe(total.Amount);
        });

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "5.45")]
    [InlineData(3, "6.55")]
    public void Shipping_costs_a_parcel_and_something_for_each_item(int quantity, string expected)
        => Shipping.Quote(quantity == 0 ? [] : [new("mug", quantity)]).ShouldBe(new Money("EUR", decimal.Parse(expected)));

    [Theory]
    [InlineData("4242424242424242", true)]
    [InlineData("5555555555554444", true)]
    [InlineData("378282246310005", true)]
    [InlineData("4242424242424243", false)]
    [InlineData("42424242424", false)]
    [InlineData("4242 4242 4242 4242", false)]
    [InlineData("", false)]
    public void A_cards_check_digit_is_looked_at(string number, bool good) => Payment.IsCard(number).ShouldBe(good);

    [Fact]
    public void One_wrong_digit_of_a_card_is_always_noticed()
        => Gen.Select(Gen.Int[0, 15], Gen.Int[1, 9]).Sample((at, more) =>
        {
            var digits = "4242424242424242".ToCharArray();
            digits[at] = (char)('0' + ((digits[at] - '0' + more) % 10));
            return !Payment.IsCard(new string(digits));
        });

    [Fact]
    public void What_is_recommended_is_not_in_the_cart_and_of_its_kind_first()
        => Recommendation.Choose(Catalogue.Products, ["kettle"]).Select(product => product.Id).ShouldBe(["teapot", "mug", "lamp"]);

    [Fact]
    public void A_command_goes_to_Redis_with_the_length_of_each_word_in_bytes()
        => System.Text.Encoding.UTF8.GetString(Redis.Encode("HGET", "cart:é\r\n")).ShouldBe("*2\r\n$4\r\nHGET\r\n$9\r\ncart:é\r\n\r\n");
}
