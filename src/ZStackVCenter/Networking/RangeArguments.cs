using System.Net;
using ZStackVCenter.Engine.Networking;

namespace ZStackVCenter.Commands;

/// <summary>The two ways to give a range of addresses: its ends with mask and gateway, or a network in CIDR notation.</summary>
internal static class RangeArguments
{
    public static IpRangeRequest Of(string? cidr, IPAddress? startIp, IPAddress? endIp, IPAddress? netmask, IPAddress? gateway) => cidr is not null
        ? new IpRangeRequest { Cidr = cidr }
        : new IpRangeRequest { StartIp = startIp?.ToString(), EndIp = endIp?.ToString(), Netmask = netmask?.ToString(), Gateway = gateway?.ToString() };
}
