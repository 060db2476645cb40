using Slipway.Components;
using Slipway.Delivery;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What the program's exit code says. The one place where findings become a code.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>What was checked has errors.</summary>
    public const int Findings = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The cluster, a registry, the file system or a program that is needed said no.</summary>
    public const int Refused = 3;

    /// <summary>A run began and failed.</summary>
    public const int RunFailed = 4;

    /// <summary>Nothing was done: somebody must approve, or what was approved is not what is there any more.</summary>
    public const int NeedsApproval = 5;

    /// <summary>A fault of the program itself (EX_SOFTWARE of sysexits.h).</summary>
    public const int Broken = 70;

    public const int Interrupted = 130;

    /// <summary>The gravest of the errors decides; warnings never fail a command.</summary>
    public static int Of(IEnumerable<Diagnostic> diagnostics)
    {
        var codes = diagnostics.Where(d => d.Severity == Severity.Error).Select(d => Of(d.Rule)).ToList();
        return codes.Count == 0 ? Done : codes.MaxBy(Gravity);
    }

    public static int Of(Rule rule) => Number(rule) switch
    {
        _ when rule == ProgramRules.NeedsApproval || rule == ProgramRules.Declined || rule == CountRules.ByHand || rule == RunRules.NotAnyMore
            || rule == AgreementRules.Recreates || rule == AgreementRules.KeyHeld || rule == AgreementRules.OlderPlatform
            || rule == RunRules.NeededHere || rule == TaskRules.NotAllowed || rule == SiteRules.NeededElsewhere || rule == AnswerRules.Moved
            || rule == LeaseRules.Held || rule == JournalRules.LockHeld || rule == RunRules.Moved => NeedsApproval,
        _ when rule == AnsweringRules.HoldsNoMore || rule == AnsweringRules.OtherPlatform => Findings,
        _ when rule == ProgramRules.Interrupted => Interrupted,
        _ when rule == ProgramRules.Broken => Broken,
        _ when rule == FileRules.NotThere || rule == FileRules.NoPermission || rule == FileRules.Unreadable || rule == FileRules.NotOrdinary => Refused,
        _ when rule == PlatformRules.NoFolder || rule == TemporaryFolderRules.NoTemporary => Refused,
        _ when rule == JournalRules.RunUnknown => Usage,
        _ when rule == InitRules.NotInCluster || rule == RegistryRules.NotTaken || rule == CarryingRules.NoRoom => Refused,
        _ when rule == SourceRules.GitMissing || rule == SourceRules.GitFailed || rule == SourceRules.ScriptFailed => Refused,
        >= 400 and < 500 => Refused,
        >= 500 and < 600 => RunFailed,
        >= 660 and < 700 => Refused,
        >= 900 and < 950 => Usage,
        >= 950 => Refused,
        _ => Findings,
    };

    private static int Number(Rule rule) => int.TryParse(rule.Code.AsSpan(3), out var number) ? number : 0;

    private static int Gravity(int code) => code switch
    {
        Done => 0,
        Findings => 1,
        NeedsApproval => 2,
        Refused => 3,
        RunFailed => 4,
        Usage => 5,
        Interrupted => 6,
        _ => 7,
    };
}
