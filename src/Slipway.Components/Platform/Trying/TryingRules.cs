using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What can be wrong with a team's traits when their cases are tried, and with the making of a new one.</summary>
public static class TryingRules
{
    public static readonly Rule NotInFolder = new("SLW0260", Severity.Error,
        new("the folder {1} defines no trait `{0}`", "目录 {1} 中没有定义 trait `{0}`"),
        new("it defines {2}; built-in traits have been tested before they were shipped", "该目录定义了：{2}；内置 trait 在发布前已经过测试"));

    public static readonly Rule NoCase = new("SLW0261", Severity.Error,
        new("the trait `{0}` has no case, so nothing of it is tried", "trait `{0}` 没有用例，无法测试"),
        new("make a folder {1}/NAME with service.yaml and a with.yaml that names the trait", "请创建目录 {1}/NAME，放入 service.yaml 以及写有该 trait 的 with.yaml"));

    public static readonly Rule CaseFile = new("SLW0262", Severity.Error,
        new("the case {0} has no {1}", "用例 {0} 缺少 {1}"),
        new("a case is a folder with service.yaml (any service definition) and with.yaml (an entry whose `traits` name the trait)",
            "用例是一个目录，包含 service.yaml（任意服务定义）和 with.yaml（`traits` 中写有该 trait 的组件条目）"));

    public static readonly Rule NotOn = new("SLW0263", Severity.Error,
        new("this case does not switch on the trait `{0}`", "该用例没有启用 trait `{0}`"),
        new("name it under `traits`: `traits: {{{0}: {{}}}}`", "请在 `traits` 中写上它：`traits: {{{0}: {{}}}}`"));

    public static readonly Rule Differs = new("SLW0264", Severity.Error,
        new("the case {0} makes other objects than its expected.yaml says", "用例 {0} 生成的对象与 expected.yaml 不一致"),
        new("mend the trait; or, if the difference above is meant, accept it with `slipway trait test {1} --accept`", "请修改该 trait；如果上面的差异符合预期，请用 `slipway trait test {1} --accept` 接受"));

    public static readonly Rule DoNotCommute = new("SLW0265", Severity.Error,
        new("the traits `{0}` and `{1}` both decide over {2}, so their order alone says which of them wins", "trait `{0}` 和 `{1}` 都设置 {2}，结果只取决于先后顺序"),
        new("let `{0}` patch another field, or exclude the other: `conflictsWith: [{1}]`, or take the field over: `order` above {3} and `owns: [{2}]`",
            "请让 `{0}` 修改其他字段；或声明互斥：`conflictsWith: [{1}]`；或接管该字段：`order` 大于 {3}，并写 `owns: [{2}]`"));

    public static readonly Rule AlreadyThere = new("SLW0266", Severity.Error,
        new("there is already a trait `{0}` in {1}", "{1} 中已有 trait `{0}`"),
        new("choose another name, or change the one that is there", "请更换名称，或直接修改已有的 trait"));

    public static readonly Rule NoName = new("SLW0267", Severity.Error,
        new("`{0}` is no name for a trait", "`{0}` 不能作为 trait 的名称"),
        new("a name has lower-case letters, digits and hyphens, begins with a letter and has 40 characters at most", "名称由小写字母、数字和连字符组成，以字母开头，最多 40 个字符"));

    public static readonly Rule NoTraits = new("SLW0268", Severity.Error,
        new("the folder {0} defines no traits", "目录 {0} 中没有定义任何 trait"),
        new("`slipway trait new NAME --platform {0}` writes one to begin with", "`slipway trait new NAME --platform {0}` 可以生成一个作为起点"));

    public static IReadOnlyList<Rule> All { get; } = [NotInFolder, NoCase, CaseFile, NotOn, Differs, DoNotCommute, AlreadyThere, NoName, NoTraits];
}
