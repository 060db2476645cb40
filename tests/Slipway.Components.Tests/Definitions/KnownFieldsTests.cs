using System.Reflection;

namespace Slipway.Components.Tests.Definitions;

public sealed class KnownFieldsTests
{
    [Fact]
    public void Every_list_of_known_keys_belongs_to_a_map_of_a_format()
    {
        var lists = typeof(KnownFields).GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == typeof(KnownFields)).ToList();
        lists.Count.ShouldBeGreaterThan(20);
        // A probe's handlers are keys among its others, and a port with a name as its key lacks only the key `name` of one in a list.
        lists.Where(list => !KnownFields.Maps().Values.Contains((KnownFields)list.GetValue(null)!)).Select(list => list.Name).ShouldBe(["Handlers", "Port", "EntryParts"], ignoreOrder: true);
        KnownFields.ListedPort.Names.Except(KnownFields.Port.Names).ShouldBe(["name"]);
    }

    [Fact]
    public void Every_map_is_a_key_of_the_one_above_it_or_chosen_by_the_author()
    {
        var maps = KnownFields.Maps();
        foreach (var path in maps.Keys.Where(path => path.Contains('.', StringComparison.Ordinal)))
        {
            var parts = path.Split('.');
            var above = string.Join('.', parts[..^1]);
            if (parts[^1] != "*" && maps.TryGetValue(above, out var map))
                map.Names.ShouldContain(parts[^1], path);
            else
                maps[string.Join('.', parts[..^2])].Names.ShouldContain(parts[^2], path);
        }
    }
}
