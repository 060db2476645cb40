using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The system's folder for what is temporary takes nothing. What the runtime says of it names no path.</summary>
public sealed class TemporaryFolderException(string folder, LocalText reason, Exception cause) : IOException($"no temporary folder can be made in {folder}: {reason.English}", cause)
{
    public string Folder => folder;

    public LocalText Reason => reason;
}

/// <summary>New folders for what a command needs only as long as it runs.</summary>
public static class TemporaryFolder
{
    /// <summary>Names the folder that takes them; without it, it is <c>/tmp</c>.</summary>
    public const string Variable = "TMPDIR";

    private static readonly LocalText MayNot = new("this user may not write there", "当前用户无权写入");
    private static readonly LocalText NotThere = new("there is no such folder", "该文件夹不存在");

    /// <summary>One that is empty and for this user alone; whoever made it takes it away.</summary>
    /// <exception cref="TemporaryFolderException">It cannot be made.</exception>
    public static DirectoryInfo Make(string prefix)
    {
        try
        {
            return Directory.CreateTempSubdirectory(prefix);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            var folder = Path.GetTempPath();
            throw new TemporaryFolderException(folder, refused is UnauthorizedAccessException ? MayNot : !Directory.Exists(folder) ? NotThere : new(refused.Message, refused.Message), refused);
        }
    }
}
