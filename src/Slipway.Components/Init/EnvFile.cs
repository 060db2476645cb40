namespace Slipway.Components;

/// <summary>Files of <c>NAME=value</c> lines, as Compose and Docker read them: comments, <c>export</c>, quotes; later lines win.</summary>
internal static class EnvFile
{
    /// <summary>Variables in the values are filled in, but not between single quotes.</summary>
    /// <param name="lookup">Variables from elsewhere, which win over earlier lines; null is none.</param>
    public static IReadOnlyDictionary<string, Filled> Read(string text, Func<string, string?> lookup)
    {
        var variables = new Dictionary<string, Filled>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var written = line.StartsWith("export ", StringComparison.Ordinal) ? line["export ".Length..].TrimStart() : line;
            if (written.IndexOf('=', StringComparison.Ordinal) is not (var equals and > 0))
                continue;
            var (value, isLiteral) = Value(written[(equals + 1)..].Trim());
            variables[written[..equals].TrimEnd()] = isLiteral ? new Filled(value, value, []) : Interpolation.Fill(value, name => lookup(name) ?? Earlier(name));
        }
        return variables;

        string? Earlier(string name) => variables.GetValueOrDefault(name) is { Holes.Count: 0 } earlier ? earlier.Text : null;
    }

    /// <summary>Values as they stand there, quotes and all: <c>format: raw</c>.</summary>
    public static IReadOnlyDictionary<string, Filled> ReadRaw(string text)
    {
        var variables = new Dictionary<string, Filled>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r').TrimStart()).Where(line => line.Length > 0 && line[0] != '#'))
            if (line.IndexOf('=', StringComparison.Ordinal) is var equals and > 0)
                variables[line[..equals]] = new Filled(line[(equals + 1)..], line[(equals + 1)..], []);
        return variables;
    }

    private static (string Value, bool IsLiteral) Value(string written)
    {
        if (written.Length > 1 && written[0] is '"' or '\'' && written.IndexOf(written[0], 1) is var end and > 0)
            return (written[1..end], written[0] == '\'');
        var comment = written.IndexOf(" #", StringComparison.Ordinal);
        return (comment < 0 ? written : written[..comment].TrimEnd(), false);
    }
}
