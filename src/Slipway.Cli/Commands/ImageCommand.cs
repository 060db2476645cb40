using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Images: made from a program, looked at, given to a node.</summary>
internal static class ImageCommand
{
    private static readonly LocalText Summary = new("Make images from programs, look at images, give them to a node", "由程序构建镜像、查看镜像、把镜像交给节点");

    public static Verb Create(Language language) => new(
        "image", language, Summary, [ImageBuildCommand.Create(language), ImageInspectCommand.Create(language), ImageLoadCommand.Create(language)])
    {
        Examples =
        [
            new(new("From a definition with `build` to one file", "由含有 `build` 的定义生成一个文件"), "slipway image build service.yaml --out hello.tar"),
            new(new("What is in it", "查看内容"), "slipway image inspect hello.tar --files"),
            new(new("Onto this node", "交给本机节点"), "slipway image load hello.tar"),
        ],
    };
}
