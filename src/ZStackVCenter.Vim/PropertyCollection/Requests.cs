using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.PropertyCollection;

/// <summary>The calls of the property collector whose answers are streamed.</summary>
internal static class Requests
{
    public static VimCall Retrieve(VimClient client, PropertyFilterSpec spec, int pageSize) => new(
        "RetrievePropertiesEx", client.Content.PropertyCollector, true, writer =>
        {
            spec.Write(writer, "specSet", PropertyFilterSpec.WireName);
            writer.StartElement("options");
            if (pageSize > 0)
            {
                writer.WriteInt32("maxObjects", pageSize);
            }

            writer.EndElement();
        });

    // Not repeatable: the token is used up by the first that reaches the server.
    public static VimCall Continue(VimClient client, string token) => new(
        "ContinueRetrievePropertiesEx", client.Content.PropertyCollector, false, writer => writer.WriteString("token", token));

    public static VimCall Cancel(VimClient client, string token) => new(
        "CancelRetrievePropertiesEx", client.Content.PropertyCollector, false, writer => writer.WriteString("token", token));
}
