using System.Globalization;
using System.Text.Json.Nodes;

namespace ZStackVCenter.Router.Tests.Render;

/// <summary>States that somebody made to break the router: the sample with rubbish in random places. The same seed gives the same states.</summary>
internal sealed class HostileStates(int seed)
{
    private static readonly string Sample = SampleState.Create().ToJson();

    private static readonly string[] Texts =
    [
        "", " ", "'", "\"", "\\", "\n", "\r\n", "\0", "a\nb", "; reboot", "$(reboot)", "`reboot`", "${IFS}", "%s%n", "{{ 7*7 }}", "@MARK@", "#", "# x\nserver evil 1.2.3.4:80",
        "\"; }\ntable inet evil { }", "x }\nconnections { evil { } }", "a,b", "a b", "*", "../../etc/passwd", "/etc/shadow", "-rf", "infinite", "12h", "ignore", "\u202Eabc",
        "\uD83D\uDE00", "名字", "é", "10.0.0.1", "0.0.0.0/0", "::1", "10.0.1.5", "203.0.113.10", "224.0.0.1", "255.255.255.255", "99999-1", "1-65535", "22", "0", "-1",
        "ff:ff:ff:ff:ff:ff", "00:50:56:00:01:05", "a.b.c", "host", "user@host", "%any", "localhost", "null", "true",
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
        System.Text.Json.JsonValueKind.Number => JsonNode.Parse(Numbers[_random.Next(Numbers.Length)]),
        System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => JsonValue.Create(_random.Next(2) == 0),
        _ => JsonValue.Create(Text(value.ToString())),
    };

    private string Text(string before) => _random.Next(5) switch
    {
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
