using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>Finds the type of every part of an expression. Goes on after a fault, so that all are told.</summary>
internal sealed partial class CelChecker(CelEnvironment environment)
{
    private readonly CelTypeMapping mapping = new();
    private readonly List<CelFault> faults = [];
    private readonly List<CelExpr> literals = [];
    private readonly Dictionary<CelCall, CelOverload[]> overloads = [];
    private readonly Dictionary<CelExpr, CelType> types = new(ReferenceEqualityComparer.Instance);
    private int formats;
    private CelScope? scope;

    /// <param name="Overloads">What each call can mean, by its types.</param>
    internal sealed record Outcome(CelType Type, IReadOnlyList<CelFault> Faults, IReadOnlyDictionary<CelCall, CelOverload[]> Overloads);

    public static Outcome Check(CelExpr expression, CelEnvironment environment)
    {
        var checker = new CelChecker(environment);
        var type = checker.mapping.Apply(checker.Check(expression), isFinal: true);
        // As in cel-go, what literals hold is looked at only when the types agree.
        if (checker.faults.Count == 0)
            checker.CheckLiterals();
        return new Outcome(type, checker.faults, checker.overloads);
    }

    private CelType Fault(CelExpr at, Rule rule, LocalText? help, params string[] arguments)
    {
        faults.Add(new CelFault(at.At, rule, [.. arguments.Select(Words.Neutral)]) { Help = help });
        return CelType.Error;
    }

    private CelType Check(CelExpr expression) => types[expression] = Typed(expression);

    private CelType Typed(CelExpr expression) => expression switch
    {
        CelLiteral literal => OfLiteral(literal.Value),
        CelIdentifier identifier => Identifier(identifier),
        CelSelect select => Select(select),
        CelCall call => Call(call),
        CelListLiteral list => List(list),
        CelMapLiteral map => Map(map),
        CelFold fold => Fold(fold),
        CelBind bind => Bind(bind),
        CelMessage message => Undeclared(message, message.Name),
        _ => CelType.Error,
    };

    private static CelType OfLiteral(CelValue value) => value.Kind switch
    {
        CelKind.Bool => CelType.Bool,
        CelKind.Int => CelType.Int,
        CelKind.Uint => CelType.Uint,
        CelKind.Double => CelType.Double,
        CelKind.String => CelType.String,
        CelKind.Bytes => CelType.Bytes,
        _ => CelType.Null,
    };

    private CelType Identifier(CelIdentifier identifier)
    {
        if (CelScope.Find(scope, identifier.Name) is { } local)
            return local.Type;
        return environment.Resolve(identifier.Name)?.Type ?? Undeclared(identifier, identifier.Name);
    }

    private CelType Undeclared(CelExpr at, string name)
    {
        var known = environment.VariableNames.Concat(Locals()).Concat(environment.Functions.Names);
        LocalText? help = NearestName.Find(name, known.Where(n => !n.Contains('@', StringComparison.Ordinal))) is { } near
            ? new($"did you mean `{near}`?", $"是否想写 `{near}`？")
            : null;
        if (environment.Variables.FirstOrDefault(v => v.Type.Kind == CelTypeKind.Object && v.Type.Field(name) is not null) is { } holder)
            help = new($"did you mean `{holder.Name}.{name}`?", $"是否想写 `{holder.Name}.{name}`？");
        return Fault(at, CelRules.Undeclared, help, name.TrimStart('.'), environment.Container);
    }

    private IEnumerable<string> Locals()
    {
        for (var inner = scope; inner is not null; inner = inner.Outer)
            yield return inner.Name;
    }

    /// <summary>The variable, or its longest part, that a chain such as <c>a.b.c</c> names as a whole; null where it begins with a macro's variable.</summary>
    private CelType? Qualified(CelSelect select)
    {
        if (select.IsTest || CelParser.QualifiedName(select) is not { } name || CelScope.Find(scope, name.Split('.')[0]) is not null)
            return null;
        return environment.Resolve(name)?.Type;
    }

    private CelType Select(CelSelect select)
    {
        if (Qualified(select) is { } whole)
            return whole;
        var operand = mapping.Apply(Check(select.Operand));
        var field = Field(select, operand.IsOptional ? operand.Parameters[0] : operand);
        if (select.IsTest)
            return CelType.Bool;
        return operand.IsOptional || select.IsOptional ? CelType.Optional(field) : field;
    }

    private CelType Field(CelSelect select, CelType operand)
    {
        switch (operand.Kind)
        {
            case CelTypeKind.Map:
                return operand.Parameters[1];
            case CelTypeKind.Object:
                return operand.Field(select.Field)?.Type ?? UndefinedField(select, operand);
            case CelTypeKind.Parameter:
                mapping.Assign(CelType.Dyn, operand);
                return CelType.Dyn;
            case CelTypeKind.Dyn or CelTypeKind.Error:
                return CelType.Dyn;
            default:
                return Fault(select, CelRules.NoFields, null, operand.ToString());
        }
    }

    private CelType UndefinedField(CelSelect select, CelType operand)
    {
        var names = operand.FieldNames.Order(StringComparer.Ordinal).ToList();
        LocalText? help = NearestName.Find(select.Field, names) is { } near ? new($"did you mean `{near}`?", $"是否想写 `{near}`？")
            : names.Count == 0 ? new("the schema gives this object no properties", "模式没有为此对象定义属性")
            : null;
        var shown = names.Count > 12 ? [.. names.Take(12), "…"] : names;
        return Fault(select, CelRules.UndefinedField, help, select.Field, string.Join(", ", shown));
    }

    private CelType List(CelListLiteral list)
    {
        CelType? items = null;
        if (formats == 0)
            literals.Add(list);
        foreach (var item in list.Items)
            items = Join(items, Unwrapped(item.Value, item.IsOptional));
        return CelType.List(items ?? mapping.Fresh());
    }

    private CelType Map(CelMapLiteral map)
    {
        CelType? keys = null, values = null;
        if (formats == 0)
            literals.Add(map);
        foreach (var entry in map.Entries)
        {
            keys = Join(keys, Check(entry.Key));
            values = Join(values, Unwrapped(entry.Value, entry.IsOptional));
        }
        return CelType.Map(keys ?? mapping.Fresh(), values ?? mapping.Fresh());
    }

    private CelType Unwrapped(CelExpr value, bool isOptional)
    {
        var type = Check(value);
        if (!isOptional)
            return type;
        var applied = mapping.Apply(type);
        if (applied.IsOptional)
            return applied.Parameters[0];
        return applied.IsDyn ? CelType.Dyn : Fault(value, CelRules.TypeMismatch, null, CelType.Optional(applied).ToString(), applied.ToString());
    }

    private CelType Join(CelType? before, CelType now)
    {
        if (before is null)
            return now;
        return mapping.Assign(before, now) ? CelTypeMapping.MostGeneral(before, now) : CelType.Dyn;
    }

    private CelType Bind(CelBind bind)
    {
        var type = mapping.Apply(Check(bind.Value));
        var outer = scope;
        scope = new CelScope(scope, bind.Name, type);
        var body = Check(bind.Body);
        scope = outer;
        return body;
    }

    private CelType Fold(CelFold fold)
    {
        var range = mapping.Apply(Check(fold.Range));
        var gathered = Check(fold.Start);
        var outer = scope;
        scope = new CelScope(scope, CelFold.Accumulator, gathered);
        var withResult = scope;
        var (first, second) = Variables(fold, range);
        scope = new CelScope(scope, fold.First, first);
        if (fold.Second is { } name)
            scope = new CelScope(scope, name, second);
        MustBe(fold.Condition, CelType.Bool);
        MustBe(fold.Step, gathered);
        scope = withResult;
        var result = mapping.Apply(Check(fold.Result));
        scope = outer;
        return result;
    }

    private void MustBe(CelExpr expression, CelType wanted)
    {
        var type = Check(expression);
        if (!mapping.Assign(type, wanted))
            faults.Add(new CelFault(expression.At, CelRules.TypeMismatch, Name(wanted), Name(type)));
    }

    private LocalText Name(CelType type) => Words.Neutral(mapping.Apply(type, isFinal: true).ToString());

    private (CelType First, CelType Second) Variables(CelFold fold, CelType range)
    {
        switch (range.Kind)
        {
            case CelTypeKind.List:
                return fold.Second is null ? (range.Parameters[0], CelType.Error) : (CelType.Int, range.Parameters[0]);
            case CelTypeKind.Map:
                return (range.Parameters[0], range.Parameters[1]);
            case CelTypeKind.Dyn or CelTypeKind.Error or CelTypeKind.Parameter:
                mapping.Assign(CelType.Dyn, range);
                return (CelType.Dyn, CelType.Dyn);
            default:
                var error = Fault(fold.Range, CelRules.NoRange, null, range.ToString());
                return (error, error);
        }
    }
}
