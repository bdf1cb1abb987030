using System.Text;
using ZStackVCenter.Router.Render;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Tests.Apply;

/// <summary>What a state is rendered to, with lines more in some of its files: no verified state breaks a daemon, so a test that wants it broken writes it by hand.</summary>
internal static class BrokenState
{
    /// <summary>The state's files, with the text at the end of each whose path begins and ends like that.</summary>
    public static RenderedConfiguration With(RouterState state, string start, string end, string text)
    {
        var rendered = RouterRenderer.Render(state, new RenderOptions { CurrentDirectory = ApplyLab.Root + "/current", DataDirectory = ApplyLab.Root });
        return ConfigurationManifest.Seal(state.Id, rendered.Interfaces, rendered.Services, rendered.Files.Select(file =>
            file.Path.StartsWith(start, StringComparison.Ordinal) && file.Path.EndsWith(end, StringComparison.Ordinal)
                ? file with { Content = (byte[])[.. file.Content.Span, .. Encoding.UTF8.GetBytes(text)] }
                : file));
    }

    /// <summary>A line that dnsmasq's own check takes and its start does not.</summary>
    public static RenderedConfiguration Dnsmasq(RouterState state) => With(state, "dnsmasq/", ".conf", "user=nobody-of-that-name\n");

    /// <summary>A listener where there is no folder for it: haproxy's own check does not try it.</summary>
    public static RenderedConfiguration Haproxy(RouterState state) => With(state, "haproxy/", ".cfg", "\nlisten taken\n    timeout client 9s\n    timeout server 9s\n    timeout connect 9s\n    bind /nowhere/taken.sock\n");

    /// <summary>A connection that charon does not take, after all that it does take.</summary>
    public static RenderedConfiguration Strongswan(RouterState state) => With(state, "strongswan/", ".conf", "connections {\n    broken {\n        proposals = nonsense\n    }\n}\n");
}
