using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>Whether programs of a package may run on this machine, as this user.</summary>
/// <param name="IsGiven">It was said beforehand.</param>
/// <param name="Ask">Asks about a finding; null where nobody can be asked.</param>
public sealed record TaskConsent(bool IsGiven, Func<Diagnostic, CancellationToken, Task<bool>>? Ask)
{
    public static TaskConsent None { get; } = new(false, null);

    /// <returns>Null where they may run.</returns>
    internal async Task<Diagnostic?> For(IReadOnlyList<TaskSpec> programs, CancellationToken cancellation)
    {
        if (programs.Count == 0 || IsGiven)
            return null;
        var question = TaskRules.NotAllowed.With(string.Join("; ", programs.Select(program => program.Shown)));
        return Ask is not null && await Ask(question, cancellation).ConfigureAwait(false) ? null : question;
    }
}
