namespace Slipway.Schema.Cel;

/// <summary>Every function there is: CEL's own, its extensions, and Kubernetes' libraries.</summary>
internal static class CelLibraries
{
    public static CelFunctions All { get; } = new(
    [
        .. Arithmetic.All, .. Comparison.All, .. Containers.All, .. Conversions.All, .. Texts.All, .. TimeFunctions.All,
        .. StringFunctions.All, .. MathFunctions.All, .. Optionals.All, .. SetFunctions.All, .. ListFunctions.All, .. RegexFunctions.All,
        .. Encoders.All, .. Urls.All, .. Quantities.All, .. IpFunctions.All, .. CidrFunctions.All, .. Formats.All, .. Semvers.All,
    ]);

    public static CelOverload On(string signature, CelImplementation run) => CelSignature.Read(signature, run);

    /// <summary>An integer's text or a failure as a value.</summary>
    public static CelValue Fail(CelError error) => CelValue.Of(error);
}
