using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>A file to be rewritten, as it was read.</summary>
/// <param name="Source">Null where it could not be read, or is no text; <paramref name="Findings"/> then says why.</param>
internal sealed record FileText(DefinitionFile File, byte[] Bytes, SourceText? Source, IReadOnlyList<Diagnostic> Findings)
{
    /// <summary>What stands for standard input in messages.</summary>
    public const string StandardInput = "<stdin>";

    private static readonly LocalText ReadOnly = new("it is read-only", "文件是只读的");
    private static readonly LocalText ChangedMeanwhile = new("something else changed it at the same time", "同时有其他程序修改了它");

    public static FileText Read(DefinitionFile file)
    {
        var (bytes, finding) = DefinitionFiles.ReadBytes(file.Path);
        return bytes is null ? new FileText(file, [], null, [finding!]) : Of(file, bytes);
    }

    public static FileText Of(DefinitionFile file, byte[] bytes)
    {
        var (source, findings) = YamlReader.Decode(file.Path, bytes);
        return new FileText(file, bytes, findings.Count > 0 ? null : source, findings);
    }

    /// <summary>Whether a text would be written as other bytes: UTF-8 without a byte order mark.</summary>
    public bool DiffersFrom(string text) => !Bytes.AsSpan().SequenceEqual(WholeFile.Utf8(text));

    /// <summary>
    /// Puts a text in the file's place, whole or not at all. A link stays one: the file that it leads to is rewritten, with its permissions kept.
    /// </summary>
    /// <returns>Null when done, else why not; then nothing was changed.</returns>
    public Diagnostic? Replace(string text)
    {
        try
        {
            var target = System.IO.File.ResolveLinkTarget(Path.GetFullPath(File.Path), returnFinalTarget: true)?.FullName ?? Path.GetFullPath(File.Path);
            if ((System.IO.File.GetAttributes(target) & FileAttributes.ReadOnly) != 0)
                return NotWritten(ReadOnly);
            var unchanged = WholeFile.Write(target, text, replace: true, now => System.IO.File.ReadAllBytes(now).AsSpan().SequenceEqual(Bytes));
            return unchanged ? null : NotWritten(ChangedMeanwhile);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return NotWritten(new LocalText(refused.Message, refused.Message));
        }
    }

    /// <summary>Keeps the bytes beside the file as FILE.bak. One that is there stays: it is the older original.</summary>
    public Diagnostic? KeepBackup()
    {
        try
        {
            if (!System.IO.File.Exists(File.Path + ".bak"))
                System.IO.File.Copy(File.Path, File.Path + ".bak");
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return NotWritten(new LocalText(refused.Message, refused.Message));
        }
    }

    private Diagnostic NotWritten(LocalText why)
        => Diagnostic.Of(ProgramRules.NotWritten, (Location?)null, File.Path, why.English) with { ChineseArguments = [File.Path, why.Chinese] };
}
