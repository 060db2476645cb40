using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>How a form shows a key, where its type alone does not say it well enough.</summary>
public static class ConfigWidgets
{
    /// <param name="Types">Types of keys that it can show.</param>
    private sealed record Widget(string Name, JsonTypes Types);

    private static readonly IReadOnlyList<Widget> All =
    [
        new("text", JsonTypes.String),
        new("multiline", JsonTypes.String),
        new("password", JsonTypes.String),
        new("code", JsonTypes.String | JsonTypes.Object | JsonTypes.Array),
        new("date", JsonTypes.String),
        new("time", JsonTypes.String),
        new("dateTime", JsonTypes.String),
        new("duration", JsonTypes.String | JsonTypes.Integer | JsonTypes.Number),
        new("number", JsonTypes.Integer | JsonTypes.Number),
        new("slider", JsonTypes.Integer | JsonTypes.Number),
        new("switch", JsonTypes.Boolean),
        new("checkbox", JsonTypes.Boolean),
        new("select", JsonTypes.String | JsonTypes.Integer | JsonTypes.Number | JsonTypes.Boolean),
        new("radio", JsonTypes.String | JsonTypes.Integer | JsonTypes.Number | JsonTypes.Boolean),
        new("list", JsonTypes.Array),
        new("table", JsonTypes.Array | JsonTypes.Object),
        new("map", JsonTypes.Object),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(w => w.Name)];

    internal static LocalText Choices
    {
        get
        {
            var names = Words.List([.. Names], Names.Count);
            return new LocalText($"one of {names.English}", $"以下之一：{names.Chinese}");
        }
    }

    /// <summary>Null stays out of account: every widget can be left empty.</summary>
    internal static bool CanShow(string widget, JsonTypes types)
        => All.FirstOrDefault(w => w.Name == widget) is { } known && (types & ~JsonTypes.Null & ~known.Types) == JsonTypes.None;

    internal static LocalText Cannot(string widget, JsonTypes types)
    {
        var wanted = Words.Wanted(types & ~JsonTypes.Null);
        var shows = Words.Wanted(All.First(w => w.Name == widget).Types);
        return new LocalText($"`{widget}` shows {shows.English}, but this key takes {wanted.English}", $"`{widget}` 用于显示{shows.Chinese}，而此键的值为{wanted.Chinese}");
    }
}
