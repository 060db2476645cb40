using System.Runtime.CompilerServices;
using System.Text;

namespace Slipway.Testing;

/// <summary>
/// Compares a text with the file <c>Goldens/NAME</c> beside the test's source. On a difference the text is left as <c>NAME.received</c>;
/// <c>dotnet dev.cs golden</c> (GOLDEN_ACCEPT=1) accepts.
/// </summary>
public static class Golden
{
    public static void Check(string name, string actual, [CallerFilePath] string caller = "")
        => CheckFile(Path.Combine(Path.GetDirectoryName(caller)!, "Goldens", name), actual);

    /// <summary>The same with a golden that stands elsewhere.</summary>
    public static void CheckFile(string file, string actual)
    {
        actual = actual.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("GOLDEN_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual, new UTF8Encoding(false));
            File.Delete(file + ".received");
            return;
        }
        var expected = File.Exists(file) ? File.ReadAllText(file) : null;
        if (expected == actual)
        {
            File.Delete(file + ".received");
            return;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file + ".received", actual, new UTF8Encoding(false));
        Assert.Fail(expected is null
            ? $"There is no golden {file} yet. Received:\n{actual}"
            : FirstDifference(file, expected, actual));
    }

    /// <summary>Every file below a folder as one text, so that a tree is one golden.</summary>
    public static string Tree(string folder)
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            text.Append("=== ").Append(Path.GetRelativePath(folder, file)).Append('\n').Append(File.ReadAllText(file)).Append('\n');
        return text.ToString();
    }

    private static string FirstDifference(string file, string expected, string actual)
    {
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(left.Length, right.Length)).First(i => left.ElementAtOrDefault(i) != right.ElementAtOrDefault(i));
        return $"{file}, line {line + 1}:\nexpected: {left.ElementAtOrDefault(line) ?? "(end)"}\nreceived: {right.ElementAtOrDefault(line) ?? "(end)"}\n\nWhole text received:\n{actual}";
    }
}
