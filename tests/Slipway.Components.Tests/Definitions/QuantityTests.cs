using System.Numerics;
using CsCheck;

namespace Slipway.Components.Tests.Definitions;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("1", "1000000000")]
    [InlineData("+1.", "1000000000")]
    [InlineData(".5", "500000000")]
    [InlineData("-.5k", "-500000000000")]
    [InlineData("100m", "100000000")]
    [InlineData("1u", "1000")]
    [InlineData("1n", "1")]
    [InlineData("1Ki", "1024000000000")]
    [InlineData("1.5Gi", "1610612736000000000")]
    [InlineData("1E", "1000000000000000000000000000")]
    [InlineData("1E3", "1000000000000")]
    [InlineData("1e-3", "1000000")]
    [InlineData("12E+2", "1200000000000")]
    [InlineData("0.1n", "1")]
    [InlineData("-0.1n", "-1")]
    [InlineData("0.0000000011", "2")]
    [InlineData("0.1Ki", "102400000000")]
    [InlineData("8Ei", "9223372036854775807000000000")]
    [InlineData("1e999999", "9223372036854775807000000000")]
    [InlineData("1e-999999", "1")]
    [InlineData("0e999999", "0")]
    public void An_amount_is_what_Kubernetes_takes_it_for(string text, string billionths)
        => Quantity.Parse(text).ShouldNotBeNull().Billionths.ShouldBe(BigInteger.Parse(billionths));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("+")]
    [InlineData("1.2.3")]
    [InlineData("1 Gi")]
    [InlineData("1K")]
    [InlineData("1ki")]
    [InlineData("1GB")]
    [InlineData("1g")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e1.5")]
    [InlineData("--1")]
    [InlineData("1mm")]
    [InlineData("0x10")]
    [InlineData("1_000")]
    [InlineData("inf")]
    [InlineData("１")]
    public void Anything_else_is_no_amount(string text) => Quantity.Parse(text).ShouldBeNull();

    [Fact]
    public void A_number_too_long_to_be_meant_is_refused_before_it_is_multiplied()
        => Quantity.Parse(new string('9', 1_000_000)).ShouldBeNull();

    [Fact]
    public void Amounts_compare_by_value_and_not_by_their_unit()
    {
        var units = new[] { ("", 1m), ("m", 0.001m), ("k", 1e3m), ("M", 1e6m), ("Ki", 1024m), ("Mi", 1048576m), ("e2", 100m) };
        Gen.Select(Gen.Int[0, 5000], Here.OneOf(units), Gen.Int[0, 5000], Here.OneOf(units)).Sample((left, leftUnit, right, rightUnit) =>
            Quantity.Parse($"{left}{leftUnit.Item1}")!.IsLessThan(Quantity.Parse($"{right}{rightUnit.Item1}")!) == left * leftUnit.Item2 < right * rightUnit.Item2);
    }
}
