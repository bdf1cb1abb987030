using ZStackVCenter.Vim.Transport;
using ZStackVCenter.Vim.Types;
using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Faults;

/// <summary>Reads a SOAP 1.1 fault whose detail is a vim25 fault.</summary>
internal static class SoapFault
{
    private const string FaultSuffix = "Fault";

    public static VimFaultException Read(VimReader reader, VimCall call)
    {
        var words = "";
        MethodFault? fault = null;
        for (var more = reader.Enter(); more && reader.Next();)
        {
            switch (reader.Name)
            {
                case "faultstring":
                    words = reader.ReadString();
                    break;
                case "detail":
                    fault = ReadDetail(reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new VimFaultException(call.Method, call.Target, fault ?? new MethodFault(), words);
    }

    private static MethodFault? ReadDetail(VimReader reader)
    {
        MethodFault? fault = null;
        for (var more = reader.Enter(); more && reader.Next();)
        {
            var element = reader.Name;
            fault = MethodFault.Read(reader);
            if (fault.VimTypeName == MethodFault.WireName && element.EndsWith(FaultSuffix, StringComparison.Ordinal))
            {
                fault = MethodFault.OfName(element[..^FaultSuffix.Length]);
            }
        }

        return fault;
    }
}
