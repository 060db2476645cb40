using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What an install would do that nobody expects of it, so that somebody has to agree first. It is asked before anything is changed.</summary>
public abstract record Consequence
{
    private Consequence()
    {
    }

    /// <summary>An object is deleted and made anew, because Kubernetes does not let a field change.</summary>
    /// <param name="Object">As <c>StatefulSet db</c>.</param>
    /// <param name="Field">From the object's root: <c>spec.serviceName</c>; <c>kind</c> where another kind of controller takes its place.</param>
    /// <param name="Before">As JSON, cut where it is long; of a Secret never its content.</param>
    public sealed record Recreation(string Component, string Object, string Field, string Before, string After, Interruption Interruption) : Consequence
    {
        /// <summary>Volume claims of it that stand. They stay as they are, whatever the new object says of their size or class.</summary>
        public IReadOnlyList<string> Claims { get; init; } = [];
    }

    /// <summary>A key of a configuration that says of itself that it is never changed (<c>x-slipway.immutable</c>).</summary>
    /// <param name="Key">Its names with dots between them.</param>
    public sealed record HeldKey(string Component, string Key, string Before, string After) : Consequence;

    /// <summary>The installation ran on another platform until now.</summary>
    public sealed record OtherPlatform(PlatformIdentity Before, PlatformIdentity Now, bool IsOlder) : Consequence;
}

/// <summary>What becomes of the pods of an object that is made anew.</summary>
public enum Interruption
{
    /// <summary>It has none of its own.</summary>
    None,

    /// <summary>They go on; the new object takes them over.</summary>
    PodsStay,

    /// <summary>The new object takes them over, and replaces one after another.</summary>
    PodsFollow,

    /// <summary>They end before the new ones start.</summary>
    PodsEnd,
}

/// <param name="Said">Why not; or, where it is agreed to, what is worth being told all the same.</param>
public sealed record Agreement(bool IsGiven, Diagnostic? Said);

/// <summary>A platform, as receipts name it.</summary>
/// <param name="Digest">Of the chart that it makes, 64 hex digits.</param>
/// <param name="IsOwn">A team's; false for what the program brings along.</param>
public sealed record PlatformIdentity(string Name, string Version, string Digest, bool IsOwn)
{
    public string Shown => $"{Name} {Version}";

    public override string ToString() => $"{Name} {Version} ({Digest[..Math.Min(12, Digest.Length)]})";
}
