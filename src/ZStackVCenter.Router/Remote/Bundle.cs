using System.Formats.Tar;
using System.IO.Compression;
using ZStackVCenter.Router.Render;

namespace ZStackVCenter.Router.Remote;

/// <summary>What is sent to a router in one stream: a compressed tar of the script and, for an apply, the configuration's files with their manifest.</summary>
internal static class Bundle
{
    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Packs the script, and a configuration if there is one. The same things give the same bytes.</summary>
    public static ReadOnlyMemory<byte> Pack(RenderedConfiguration? configuration)
    {
        var memory = new MemoryStream();
        using (var zip = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(zip, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (path, content) in RemoteScript.Files)
            {
                Add(tar, "script/" + path, content, Plain);
            }

            foreach (var file in configuration?.Files ?? [])
            {
                Add(tar, "files/" + file.Path, file.Content, (UnixFileMode)file.Mode);
            }

            if (configuration is not null)
            {
                Add(tar, "files/" + RenderedConfiguration.ManifestPath, configuration.Manifest, Plain);
            }
        }

        return memory.GetBuffer().AsMemory(0, (int)memory.Length);
    }

    private static void Add(TarWriter tar, string path, ReadOnlyMemory<byte> content, UnixFileMode mode)
    {
        using var data = new MemoryStream(content.ToArray(), writable: false);
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = data, Mode = mode, ModificationTime = DateTimeOffset.UnixEpoch });
    }
}
