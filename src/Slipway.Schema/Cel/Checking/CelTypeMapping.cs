namespace Slipway.Schema.Cel;

/// <summary>What type parameters stand for, found while an expression is checked. The rules are those of cel-go's checker.</summary>
internal sealed class CelTypeMapping
{
    private readonly Dictionary<string, CelType> found = new(StringComparer.Ordinal);
    private readonly Stack<(string Name, CelType? Before)> changes = [];
    private int fresh;

    public CelType Fresh() => CelType.Parameter($"_var{fresh++}");

    /// <summary>Whether a value of each type may stand where the other list wants one; keeps what was found out only then.</summary>
    public bool Assign(IReadOnlyList<CelType> from, IReadOnlyList<CelType> to)
    {
        if (from.Count != to.Count)
            return false;
        changes.Clear();
        if (AssignAll(from, to))
            return true;
        while (changes.TryPop(out var change))
            if (change.Before is { } before)
                found[change.Name] = before;
            else
                found.Remove(change.Name);
        return false;
    }

    public bool Assign(CelType from, CelType to) => Assign([from], [to]);

    private bool AssignAll(IReadOnlyList<CelType> from, IReadOnlyList<CelType> to)
    {
        if (from.Count != to.Count)
            return false;
        for (var i = 0; i < from.Count; i++)
            if (!IsAssignable(from[i], to[i]))
                return false;
        return true;
    }

    private bool IsAssignable(CelType from, CelType to)
    {
        if (to.Kind == CelTypeKind.Parameter)
        {
            var (isValid, wasKnown) = Substitute(from, to);
            if (isValid || wasKnown)
                return isValid;
        }
        if (from.Kind == CelTypeKind.Parameter)
            return Substitute(to, from).IsValid;
        if (from.IsDyn || to.IsDyn)
            return true;
        if (from.Kind == CelTypeKind.Null || to.Kind == CelTypeKind.Null)
            return IsNullable(from.Kind == CelTypeKind.Null ? to : from);
        if (from.Kind == CelTypeKind.Wrapper || to.Kind == CelTypeKind.Wrapper)
            return IsAssignable(Unwrapped(from), Unwrapped(to));
        return from.Kind switch
        {
            CelTypeKind.Type => to.Kind == CelTypeKind.Type,
            CelTypeKind.Object => ReferenceEquals(from, to),
            _ => from.Kind == to.Kind && from.Name == to.Name && AssignAll(from.Parameters, to.Parameters),
        };
    }

    private static CelType Unwrapped(CelType type) => type.Kind == CelTypeKind.Wrapper ? type.Parameters[0] : type;

    private static bool IsNullable(CelType type)
        => type.Kind is CelTypeKind.Null or CelTypeKind.Wrapper or CelTypeKind.Opaque or CelTypeKind.Object or CelTypeKind.Duration or CelTypeKind.Timestamp;

    private (bool IsValid, bool WasKnown) Substitute(CelType type, CelType parameter)
    {
        if (type.Kind == parameter.Kind && type.Same(parameter))
            return (true, true);
        if (found.TryGetValue(parameter.Name, out var known))
        {
            if (type.Kind == known.Kind && type.Same(known))
                return (true, true);
            if (!IsAssignable(type, known))
                return (false, true);
            var general = MostGeneral(type, known);
            if (IsFreeOf(general, parameter))
                Set(parameter, general);
            return (true, true);
        }
        if (!IsFreeOf(type, parameter))
            return (false, false);
        Set(parameter, type);
        return (true, false);
    }

    private void Set(CelType parameter, CelType type)
    {
        changes.Push((parameter.Name, found.GetValueOrDefault(parameter.Name)));
        found[parameter.Name] = type;
    }

    private bool IsFreeOf(CelType type, CelType parameter)
    {
        if (type.Same(parameter))
            return false;
        if (type.Kind == CelTypeKind.Parameter)
            return !found.TryGetValue(type.Name, out var known) || IsFreeOf(known, parameter);
        foreach (var inner in type.Parameters)
            if (!IsFreeOf(inner, parameter))
                return false;
        return true;
    }

    public static CelType MostGeneral(CelType left, CelType right) => IsAsGeneral(left, right) ? left : right;

    private static bool IsAsGeneral(CelType left, CelType right)
    {
        if (left.IsDyn || left.Kind == CelTypeKind.Parameter)
            return true;
        if (right.IsDyn || right.Kind == CelTypeKind.Parameter || left.Kind != right.Kind)
            return false;
        if (left.Kind is not (CelTypeKind.Opaque or CelTypeKind.List or CelTypeKind.Map))
            return left.Kind == CelTypeKind.Type || left.Same(right);
        return left.Name == right.Name && left.Parameters.Zip(right.Parameters).All(pair => IsAsGeneral(pair.First, pair.Second));
    }

    /// <summary>The type with everything filled in that is known.</summary>
    /// <param name="isFinal">Makes what is still unknown <c>dyn</c>.</param>
    public CelType Apply(CelType type, bool isFinal = false)
    {
        if (type.Kind == CelTypeKind.Parameter)
            return found.TryGetValue(type.Name, out var known) ? Apply(known, isFinal) : isFinal ? CelType.Dyn : type;
        return type.Parameters.Count == 0 ? type : type.With([.. type.Parameters.Select(p => Apply(p, isFinal))]);
    }

    /// <summary>An overload's types with type parameters of their own for this call.</summary>
    public (CelType[] Parameters, CelType Result) Instantiate(CelOverload overload)
    {
        var own = new Dictionary<string, CelType>(StringComparer.Ordinal);
        return ([.. overload.Parameters.Select(p => Rename(p, own))], Rename(overload.Result, own));
    }

    private CelType Rename(CelType type, Dictionary<string, CelType> own)
    {
        if (type.Kind == CelTypeKind.Parameter)
            return own.TryGetValue(type.Name, out var known) ? known : own[type.Name] = Fresh();
        return type.Parameters.Count == 0 ? type : type.With([.. type.Parameters.Select(p => Rename(p, own))]);
    }
}
