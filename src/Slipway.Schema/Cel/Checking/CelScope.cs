namespace Slipway.Schema.Cel;

/// <summary>The variables that macros bring, innermost first.</summary>
internal sealed record CelScope(CelScope? Outer, string Name, CelType Type)
{
    public static CelScope? Find(CelScope? scope, string name)
    {
        for (; scope is not null; scope = scope.Outer)
            if (scope.Name == name)
                return scope;
        return null;
    }
}
