using Slipway.Yaml;

namespace Slipway.Architecture.Tests.Reference;

/// <summary>The tables by which <c>slipway init</c> converts.</summary>
public class InitTableTests
{
    [Fact]
    public void No_key_stands_in_a_table_twice_and_each_says_what_becomes_of_it_in_both_languages()
    {
        foreach (var table in InitPage.Tables)
        {
            table.Rows.Select(row => row.Path).ShouldBeUnique();
            foreach (var row in table.Rows)
            {
                (row.Field is not null && row.Home is not null).ShouldBeFalse($"{table.Format.English}: {row.Path} both comes over and does not");
                foreach (var text in new[] { row.Note, row.Home?.Why, row.Home?.Where }.OfType<LocalText>())
                    text.Chinese.ShouldNotBeNullOrWhiteSpace(row.Path);
            }
        }
    }

    [Fact]
    public void Every_field_that_a_table_names_is_a_field_of_a_definition()
    {
        var known = InitPage.Tables.SelectMany(table => table.Rows).Select(row => row.Field).OfType<string>().Select(field => field.Split('.')[0]).Distinct();
        known.Except(["name", "version", "workload", "container", "ports", "depsService", "storage", "resources", "shutdown", "singleActive",
            "periodSeconds", "timeoutSeconds", "failureThreshold"]).ShouldBeEmpty();
    }
}
