using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Tests.Render;

/// <summary>
/// States that somebody made to break the router: the sample with rubbish in random places, with good values in places of others, and with members that
/// are lacking, unknown or of another kind. The same seed gives the same states.
/// </summary>
internal sealed class HostileStates(int seed)
{
    private static readonly string Sample = SampleState.Create().ToJson();

    private static readonly string[] Texts =
    [
        "", " ", "'", "\"", "\\", "\n", "\r\n", "\0", "a\nb", "; reboot", "$(reboot)", "`reboot`", "${IFS}", "%s%n", "{{ 7*7 }}", "@MARK@", "#", "# x\nserver evil 1.2.3.4:80",
        "\"; }\ntable inet evil { }", "x }\nconnections { evil { } }", "a,b", "a b", "*", "../../etc/passwd", "/etc/shadow", "-rf", "infinite", "12h", "ignore", "\u202Eabc",
        "\uD83D\uDE00", "名字", "é", "10.0.0.1", "0.0.0.0/0", "::1", "10.0.1.5", "203.0.113.10", "224.0.0.1", "255.255.255.255", "99999-1", "1-65535", "22", "0", "-1",
        "ff:ff:ff:ff:ff:ff", "00:50:56:00:01:05", "a.b.c", "host", "user@host", "%any", "localhost", "null", "true", "1.2.3", "@", "0.0.0.0", "0.0.0.1-255.255.255.254",
        "10.0.1.0/24", "127.0.0.1", "\u2028", "\u0085", "\uFEFF", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
        "Accept", "Udp", "00000021-0000-0000-8000-000000000000",
    ];

    private static readonly string[] Numbers = ["0", "-1", "1", "2", "53", "80", "443", "65535", "65536", "2147483647", "-2147483648", "1e308", "99999999999999999999"];

    private readonly Random _random = new(seed);

    public string Next()
    {
        JsonNode root = JsonNode.Parse(Sample)!;
        int changes = _random.Next(1, 4);
        for (int i = 0; i < changes; i++)
        {
            Change(root);
        }

        return root.ToJsonString();
    }

    private void Change(JsonNode root)
    {
        List<JsonNode> places = [];
        Collect(root, places);
        JsonNode place = places[_random.Next(places.Count)];
        switch (place)
        {
            case JsonObject members when members.Parent is not null:
                ChangeMembers(members);
                break;
            case JsonValue value when value.Parent is not null && _random.Next(2) == 0:
                Transplant(value, places);
                break;
            case JsonArray list when list.Count > 0:
                ChangeList(list);
                break;
            case JsonValue value when value.Parent is not null:
                value.ReplaceWith(Rubbish(value));
                break;
            default:
                break;
        }
    }

    /// <summary>Puts what stands in another place of the same kind here: each is good by itself.</summary>
    private void Transplant(JsonValue value, List<JsonNode> places)
    {
        JsonValue[] donors = [.. places.OfType<JsonValue>().Where(other => Kind(other) == Kind(value))];
        JsonValue donor = donors[_random.Next(donors.Length)];
        value.ReplaceWith(donor.DeepClone());
    }

    /// <summary>An address, a network, a card, an id, a number: what could be taken for one another.</summary>
    private static string Kind(JsonValue value)
    {
        string text = value.ToString();
        return value.GetValueKind() != JsonValueKind.String ? value.GetValueKind().ToString()
            : IPAddress.TryParse(text, out _) ? "address"
            : IPNetwork.TryParse(text, out _) ? "network"
            : MacAddress.TryParse(text, out _) ? "card"
            : Guid.TryParse(text, out _) ? "id"
            : PortRange.TryParse(text, out _) ? "ports"
            : value.Parent is JsonObject ? value.GetPropertyName() : "text";
    }

    private void ChangeMembers(JsonObject members)
    {
        string name = members.Select(member => member.Key).ElementAtOrDefault(_random.Next(Math.Max(1, members.Count))) ?? "id";
        switch (_random.Next(5))
        {
            case 0:
                members.Remove(name);
                break;
            case 1:
                members[name] = null;
                break;
            case 2:
                members[name] = new JsonArray(members[name]?.DeepClone());
                break;
            case 3:
                members[name] = new JsonObject { [name] = members[name]?.DeepClone() };
                break;
            default:
                members[Texts[_random.Next(Texts.Length)]] = 1;
                break;
        }
    }

    private void ChangeList(JsonArray list)
    {
        switch (_random.Next(3))
        {
            case 0:
                list.Add(list[_random.Next(list.Count)]?.DeepClone());
                break;
            case 1:
                list.RemoveAt(_random.Next(list.Count));
                break;
            default:
                list.Add((JsonNode?)null);
                break;
        }
    }

    private JsonNode? Rubbish(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.Number => JsonNode.Parse(Numbers[_random.Next(Numbers.Length)]),
        JsonValueKind.True or JsonValueKind.False => JsonValue.Create(_random.Next(2) == 0),
        _ => JsonValue.Create(Text(value.ToString())),
    };

    private string Text(string before) => _random.Next(6) switch
    {
        5 => new string("a1.-\u540D'"[_random.Next(6)], _random.Next(1, 70_000)),
        0 => before + Texts[_random.Next(Texts.Length)],
        1 => Texts[_random.Next(Texts.Length)] + before,
        2 => string.Concat(Enumerable.Repeat(Texts[_random.Next(Texts.Length)], _random.Next(1, 200))),
        3 => SampleState.Id(_random.Next()).ToString("D", CultureInfo.InvariantCulture)[.._random.Next(1, 37)],
        _ => Texts[_random.Next(Texts.Length)],
    };

    private static void Collect(JsonNode? node, List<JsonNode> places)
    {
        switch (node)
        {
            case JsonObject members:
                places.Add(members);
                foreach ((string _, JsonNode? member) in members)
                {
                    Collect(member, places);
                }

                break;
            case JsonArray items:
                places.Add(items);
                foreach (JsonNode? item in items)
                {
                    Collect(item, places);
                }

                break;
            case JsonValue value:
                places.Add(value);
                break;
            default:
                break;
        }
    }
}
