namespace Slipway.Components;

/// <summary>Files of <c>NAME=value</c> lines, as Compose and Docker read them: comments, <c>export</c>, quotes; later lines win.</summary>
internal static class EnvFile
{
    public static IReadOnlyDictionary<string, string> Read(string text)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var written = line.StartsWith("export ", StringComparison.Ordinal) ? line["export ".Length..].TrimStart() : line;
            if (written.IndexOf('=', StringComparison.Ordinal) is var equals and > 0)
                variables[written[..equals].TrimEnd()] = Value(written[(equals + 1)..].Trim());
        }
        return variables;
    }

    private static string Value(string written)
    {
        if (written.Length > 1 && written[0] is '"' or '\'' && written.IndexOf(written[0], 1) is var end and > 0)
            return written[1..end];
        var comment = written.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? written : written[..comment].TrimEnd();
    }
}
