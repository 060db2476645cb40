namespace Slipway.Components;

/// <summary>Scripts of updaters and rollbacks: written in place, or fetched.</summary>
internal static class ScriptReader
{
    public static ScriptContent? Content(FieldReader fields, DefinitionScope scope)
    {
        var given = fields.ExactlyOne("script", "source");
        var (inline, source) = (Inline(fields, scope), SourceReader.Read(fields, scope));
        return given switch
        {
            "script" when inline is { } text => new ScriptContent(text, null),
            "source" when source is not null => new ScriptContent(null, source),
            _ => null,
        };
    }

    private static Placed<string>? Inline(FieldReader fields, DefinitionScope scope)
    {
        if (fields.Written("script") is not { } script)
            return null;
        if (!string.IsNullOrWhiteSpace(script.Text))
            return new Placed<string>(script.Text, script);
        scope.Add(DefinitionRules.NoValue, fields.PlaceOf("script").At, fields.Place.To("script"));
        return null;
    }
}
