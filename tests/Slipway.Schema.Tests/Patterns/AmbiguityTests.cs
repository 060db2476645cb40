using System.Diagnostics;
using System.Text.RegularExpressions;
using CsCheck;

namespace Slipway.Schema.Tests;

/// <summary>Which regular expressions make an engine that tries all ways blow up.</summary>
public class AmbiguityTests
{
    [Theory]
    [InlineData("^(a+)+$", "a")]
    [InlineData("^(a*)*$", "a")]
    [InlineData("^(a|a)*$", "aa")]
    [InlineData("^(a|b|ab)*$", "aba")]
    [InlineData("^([a-z]+)*$", "a")]
    [InlineData("^(\\s*\\w+\\s*)*$", "a")]
    [InlineData("^(a?b?)*$", "ba")]
    [InlineData("(x+x+)+y", "xx")]
    [InlineData("^(([a-z])+.)+[A-Z]([a-z])+$", null)]
    [InlineData("^(?:.*,)*x$", ",a")]
    [InlineData("^(\\d+(\\.\\d+)?)+$", "0")]
    [InlineData("^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$", null)]
    [InlineData("^(a{1,50}){1,50}$", "a")]
    [InlineData("^(?=(a+)+$).*$", "a")]
    [InlineData("^(\\p{L}+)*$", "a")]
    [InlineData("^(😀+)+$", "😀")]
    public void Two_ways_through_a_loop_are_exponential(string pattern, string? pump)
    {
        var found = Ambiguity.Judge(pattern).Found.ShouldNotBeNull();
        found.IsExponential.ShouldBeTrue();
        if (pump is not null)
            found.Pump.ShouldBe(pump);
    }

    [Theory]
    [InlineData("^a*a*$")]
    [InlineData("^\\s*(.*?)\\s*$")]
    [InlineData("^\\d+\\d*x$")]
    [InlineData("^(ab)*(abab)*$")]
    [InlineData("^.*foo.*bar$")]
    [InlineData("^[a-z]*[a-c]*;$")]
    [InlineData("^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$")]
    public void Two_loops_for_one_text_are_polynomial(string pattern)
        => Ambiguity.Judge(pattern).Found.ShouldNotBeNull().IsExponential.ShouldBeFalse();

    [Theory]
    [InlineData("^[a-z]+$")]
    [InlineData("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")]
    [InlineData("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")]
    [InlineData("^([0-9]{1,3}\\.){3}[0-9]{1,3}$")]
    [InlineData("^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?$")]
    [InlineData("^(/[^/]+)+$")]
    [InlineData("^(a+)+")]
    [InlineData("(a+)+")]
    [InlineData("^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$")]
    [InlineData("^(true|false)$")]
    [InlineData("^x-")]
    [InlineData("^a{0,20}a{0,20}$")]
    [InlineData("^(\\w+,)*\\w+$")]
    [InlineData("^(a|b)*c$")]
    [InlineData("^$")]
    [InlineData("")]
    [InlineData("^[^]$")]
    public void One_way_for_each_text_is_fine(string pattern) => Ambiguity.Judge(pattern).Found.ShouldBeNull();

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|aa)+$")]
    [InlineData("^(\\s*\\w+\\s*)*$")]
    [InlineData("^(([a-z])+.)+[A-Z]([a-z])+$")]
    [InlineData("^(.*,)*x$")]
    public void The_text_that_is_told_does_blow_up_an_engine_that_tries_all_ways(string pattern)
    {
        var found = Ambiguity.Judge(pattern).Found.ShouldNotBeNull();
        var regex = new Regex(EcmaPattern.Translate(pattern).Net!, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(300));
        Should.Throw<RegexMatchTimeoutException>(() => regex.IsMatch(found.Start + string.Concat(Enumerable.Repeat(found.Pump, 60)) + "\n\u0001"));
    }

    private static readonly string[] Pieces = ["a", "b", "[ab]", "[^a]", ".", "(", "(?:", "(?=", "(?<!", "(?<n>", ")", "|", "*", "+", "?", "{2}", "{1,}", "{0,30}", "^", "$", "\\d", "\\W", "\\b", "\\1", "\\p{Lu}", "{", "}", "\\u{1F600}", "😀", "-", "]", "[\\d-x]", "\\k<n>"];

    [Fact]
    public void The_analysis_never_fails_and_always_ends()
    {
        var watch = Stopwatch.StartNew();
        Gen.Int[0, Pieces.Length - 1].List[0, 14].Select(list => string.Concat(list.Select(i => Pieces[i]))).Sample(pattern =>
        {
            if (Pattern.Read(pattern).Pattern is not null)
                Ambiguity.Judge(pattern).Found?.Pump.ShouldNotBeEmpty();
        }, iter: 20_000);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData("(", "a", ")*", 200)]
    [InlineData("(a|", "a", ")*", 200)]
    [InlineData("(a|b)*", "c", "(a|b)*", 200)]
    public void What_cannot_be_judged_is_told_as_such(string before, string inner, string after, int times)
    {
        var (found, unjudged) = Ambiguity.Judge("^" + string.Concat(Enumerable.Repeat(before, times)) + inner + string.Concat(Enumerable.Repeat(after, times)) + "$");
        found.ShouldBeNull();
        unjudged.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("^[a-z]+(x|y){2}$", 1)]
    [InlineData("^(red|green|blue|[0-9]{1,3})$", 100)]
    public void What_is_large_without_repetitions_in_each_other_is_fine(string pattern, int times)
        => Ambiguity.Judge(string.Join('|', Enumerable.Repeat(pattern, times)).Replace("^[a-z]+", "^[a-z]+" + new string('b', 500))).ShouldBe((null, null));

    [Fact]
    public void Huge_expressions_end_too()
    {
        Ambiguity.Judge(string.Concat(Enumerable.Repeat("(", 5_000)) + "a" + string.Concat(Enumerable.Repeat(")*", 5_000))).Found.ShouldBeNull();
        Ambiguity.Judge("^" + string.Concat(Enumerable.Repeat("(a|b)*", 5_000)) + "$").Found.ShouldBeNull();
        Ambiguity.Judge("^(" + string.Join('|', Enumerable.Range(0, 50).Select(i => $"[a-z]+{(char)('a' + i % 26)}")) + ")*$").Found.ShouldNotBeNull();
    }
}
