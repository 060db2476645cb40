using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>An image or a registry is not as it should be. <see cref="Problem"/> is what a person is told; it never holds a credential.</summary>
internal sealed class ImageException(Diagnostic problem, Exception? inner = null) : Exception(problem.Message(Language.English), inner)
{
    public Diagnostic Problem { get; } = problem;
}

internal static class Throwing
{
    /// <summary>An image has no place in a text of ours; the check gives its findings one.</summary>
    public static ImageException With(this Rule rule, params string[] arguments) => new(new Diagnostic(rule, null, arguments));

    public static ImageException With(this Rule rule, Exception inner, params string[] arguments) => new(new Diagnostic(rule, null, arguments), inner);
}
