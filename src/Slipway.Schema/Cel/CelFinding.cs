using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>What is wrong with an expression, or with its evaluation, and where in its text.</summary>
/// <param name="Offset">Where in the expression, in UTF-16 code units from 0.</param>
/// <param name="Length">Of the stretch to blame; may be 0.</param>
/// <param name="Line">In the expression, from 1.</param>
/// <param name="Column">In UTF-16 code units, from 1.</param>
/// <param name="Diagnostic">The same in words; its place is the expression's own text.</param>
public sealed record CelFinding(int Offset, int Length, int Line, int Column, Diagnostic Diagnostic)
{
    public Rule Rule => Diagnostic.Rule;

    public string Message(Language language) => Diagnostic.Message(language);

    internal static CelFinding Of(SourceText text, CelFault fault)
    {
        var at = new Location(text, fault.At);
        var diagnostic = new Diagnostic(fault.Rule, at, [.. fault.Arguments.Select(a => a.English)])
        {
            ChineseArguments = [.. fault.Arguments.Select(a => a.Chinese)],
            SpecialHelp = fault.Help,
        };
        return new CelFinding(fault.At.Start, fault.At.Length, at.Line, at.Column, diagnostic);
    }

    /// <summary>
    /// The finding inside the document that holds the expression: to the column where the scalar repeats the expression as it is (plain,
    /// quoted without escapes, or a literal block), else at the whole scalar.
    /// </summary>
    public Diagnostic In(ScalarNode expression) => Diagnostic with { At = CelPlace.Of(expression, Offset, Length) };
}
