using Slipway.Components;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Delivery.Tests;

public sealed class DirectoryTargetTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-directory-");

    public void Dispose() => folder.Delete(recursive: true);

    private string At(string path) => Path.Combine(folder.FullName, path);

    [Fact]
    public void The_tree_of_two_components_has_stable_names_an_index_and_no_secret()
    {
        var result = DirectoryTarget.Write(folder.FullName, [
            Component("web", Object("v1", "Service", "web"), Object("apps/v1", "Deployment", "web"),
                Object("v1", "Secret", "web-key", "data: {password: c2VjcmV0}\n"),
                Object("rbac.authorization.k8s.io/v1", "ClusterRole", "system:Reader"), Object("rbac.authorization.k8s.io/v1", "ClusterRole", "system_reader"),
                Object("a.example/v1", "Thing", "x"), Object("b.example/v1", "Thing", "x")),
            Component("con", Object("v1", "ConfigMap", "c"))]);
        result.Problems.Codes().ShouldBe([DirectoryRules.SecretLeftOut.Code]);
        Golden.Check("directory-tree.txt", Golden.Tree(folder.FullName));
        Golden.Tree(folder.FullName).ShouldNotContain("c2VjcmV0");
    }

    [Fact]
    public void Unchanged_files_keep_their_time_and_removed_objects_go_with_their_empty_folder()
    {
        Write(Component("web", Object("v1", "Service", "web"), Object("apps/v1", "Deployment", "web")), Component("old", Object("v1", "ConfigMap", "c")));
        var past = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(At("web/service-web.yaml"), past);
        File.WriteAllText(At("README.md"), "ours to keep");
        Directory.CreateDirectory(At("old-notes"));

        var result = Write(Component("web", Object("v1", "Service", "web"), Object("apps/v1", "Deployment", "web", "spec: {replicas: 2}\n")));
        result.Written.ShouldBe(["web/deployment-web.yaml"]);
        result.Unchanged.ShouldBe(["web/service-web.yaml"]);
        result.Removed.ShouldBe(["old/configmap-c.yaml"]);
        File.GetLastWriteTimeUtc(At("web/service-web.yaml")).ShouldBe(past);
        Directory.GetFileSystemEntries(folder.FullName).Select(Path.GetFileName).Order().ShouldBe(["README.md", "old-notes", "slipway.index", "web"]);
    }

    [Fact]
    public void A_foreign_file_in_the_way_stops_everything_before_anything_is_written()
    {
        Directory.CreateDirectory(At("web"));
        File.WriteAllText(At("web/service-web.yaml"), "not ours");
        var result = DirectoryTarget.Write(folder.FullName, [Component("api", Object("v1", "Service", "api")), Component("web", Object("v1", "Service", "web"))], overwrite: true);
        result.Problems.Codes().ShouldBe([DirectoryRules.ForeignFile.Code]);
        File.ReadAllText(At("web/service-web.yaml")).ShouldBe("not ours");
        Directory.Exists(At("api")).ShouldBeFalse();
    }

    [Fact]
    public void A_file_edited_by_hand_is_an_error_unless_it_may_be_overwritten_also_when_it_would_go()
    {
        Write(Component("web", Object("v1", "Service", "web")));
        File.AppendAllText(At("web/service-web.yaml"), "# mine\n");
        var changed = Component("web", Object("v1", "Service", "web", "spec: {}\n"));
        DirectoryTarget.Write(folder.FullName, [changed]).Problems.Codes().ShouldBe([DirectoryRules.EditedFile.Code]);
        DirectoryTarget.Write(folder.FullName, [Component("web", Object("v1", "ConfigMap", "other"))]).Problems.Codes().ShouldBe([DirectoryRules.EditedFile.Code]);
        DirectoryTarget.Write(folder.FullName, [changed], overwrite: true).Written.ShouldBe(["web/service-web.yaml"]);
    }

    [Fact]
    public void A_sealed_stage_is_completed_and_an_unsealed_one_thrown_away()
    {
        Write(Component("web", Object("v1", "Service", "web")));
        var next = DirectoryTarget.Write(Directory.CreateDirectory(At("../" + folder.Name + "-next")).FullName, [Component("web", Object("v1", "ConfigMap", "c"))]);
        next.Succeeded.ShouldBeTrue();
        var index = File.ReadAllBytes(At($"../{folder.Name}-next/slipway.index"));
        var content = File.ReadAllBytes(At($"../{folder.Name}-next/web/configmap-c.yaml"));
        Directory.Delete(At($"../{folder.Name}-next"), recursive: true);

        DirectoryStage.Seal(folder.FullName, new Dictionary<string, byte[]> { ["web/configmap-c.yaml"] = content }, ["web/service-web.yaml"], index);
        File.Delete(At(".slipway-staged/sealed"));
        Write(Component("web", Object("v1", "Service", "web"))).Written.ShouldBeEmpty();
        Directory.Exists(At(".slipway-staged")).ShouldBeFalse();

        DirectoryStage.Seal(folder.FullName, new Dictionary<string, byte[]> { ["web/configmap-c.yaml"] = content }, ["web/service-web.yaml"], index);
        var after = Write(Component("web", Object("v1", "ConfigMap", "c")));
        after.Unchanged.ShouldBe(["web/configmap-c.yaml"]);
        File.Exists(At("web/service-web.yaml")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("path: ../outside/x.yaml")]
    [InlineData("path: /etc/x.yaml")]
    [InlineData("path: web/../../x.yaml")]
    [InlineData("path: README.md")]
    public void An_index_that_leads_out_of_the_directory_is_not_believed(string entry)
    {
        File.WriteAllText(At("slipway.index"), $"format: directory/alpha1\nfiles:\n  - {entry}\n    component: web\n    object: /Service//web\n    sha256: x\nsecrets: []\n");
        DirectoryTarget.Write(folder.FullName, []).Problems.Codes().ShouldBe([DirectoryRules.IndexBroken.Code]);
    }

    [Fact]
    public void A_link_in_place_of_a_component_folder_is_not_followed()
    {
        var outside = Directory.CreateTempSubdirectory();
        Directory.CreateSymbolicLink(At("web"), outside.FullName);
        DirectoryTarget.Write(folder.FullName, [Component("web", Object("v1", "Service", "web"))]).Problems.Codes().ShouldBe([DirectoryRules.ForeignFile.Code]);
        outside.GetFileSystemInfos().ShouldBeEmpty();
        outside.Delete();
    }

    [Fact]
    public void A_file_as_target_is_an_error()
    {
        File.WriteAllText(At("file"), "");
        DirectoryTarget.Write(At("file"), []).Problems.Codes().ShouldBe([DirectoryRules.NotAFolder.Code]);
    }

    private DirectoryResult Write(params RenderedComponent[] components)
    {
        var result = DirectoryTarget.Write(folder.FullName, components);
        result.Succeeded.ShouldBeTrue(result.Problems.Text());
        return result;
    }

    private static RenderedComponent Component(string name, params RenderedObject[] objects)
        => new(new Component(name, "1.0.0", new MapNode([])) { Installation = "hello" }, objects, []);

    private static RenderedObject Object(string apiVersion, string kind, string name, string rest = "")
    {
        var yaml = $"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{name: '{name}'}}\n{rest}";
        return new(apiVersion, kind, name, null, yaml) { Json = System.Text.Encoding.UTF8.GetBytes(JsonText.Write(YamlReader.Read(new SourceText(name, yaml)).Documents[0])) };
    }
}
