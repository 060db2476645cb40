namespace Slipway.Packages;

internal enum TarKind
{
    File,
    HardLink,
    SymbolicLink,
    Directory,
    Device,

    /// <summary>Known to somebody else; it has no place in a file system.</summary>
    Other,
}

/// <param name="Path">As written.</param>
/// <param name="Size">Bytes of content that stand in the archive.</param>
/// <param name="Offset">Where the content begins, counted from the archive's first byte.</param>
/// <param name="Sparse">The content stands in pieces, so its first bytes need not be the file's.</param>
internal sealed record TarMember(TarKind Kind, string Path, string LinkPath, long Size, int Mode, long Offset, bool Sparse);
