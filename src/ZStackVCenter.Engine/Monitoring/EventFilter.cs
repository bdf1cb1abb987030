using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Monitoring;

/// <summary>
/// A query as the server's filter and as our own. All that the server promises to filter is looked at again where that costs nothing:
/// servers differ in how exactly they do it, and a name with wildcards they do not know.
/// </summary>
internal sealed class EventFilter
{
    private readonly EventQuery _query;
    private readonly DateTime? _start;
    private readonly DateTime? _finish;
    private readonly WildcardText? _message;
    private readonly WildcardText[] _users;

    public EventFilter(EventQuery query)
    {
        _query = query;
        _start = query.Start?.UtcDateTime;
        _finish = query.Finish?.UtcDateTime;
        if (_start > _finish)
        {
            throw new ZsException(ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument, "The period ends before it begins.", "Give a -Start before -Finish.");
        }
        _message = query.Message is { } message ? new WildcardText(message) : null;
        _users = query.User is { } user ? [.. Forms(user).Select(f => new WildcardText(f))] : [];
    }

    /// <summary>The filter for the server.</summary>
    public EventFilterSpec ForServer() => new()
    {
        Time = _start is null && _finish is null ? null : new EventFilterSpecByTime { BeginTime = _start, EndTime = _finish },
        Category = [.. _query.Types.SelectMany(Categories).Distinct(StringComparer.Ordinal)],
        UserName = _query.User is { } user && IsExactUser(user) ? new EventFilterSpecByUsername { SystemUser = false, UserList = [user] } : null,
        Entity = _query.Entity is { } entity
            ? new EventFilterSpecByEntity
            {
                Entity = new ManagedObjectReference(entity.Type, entity.ManagedObjectId),
                Recursion = EventFilterSpecRecursionOption.All,
            }
            : null,
    };

    /// <summary>True when an event is wanted.</summary>
    public bool Wants(ZsEvent one) =>
        (_start is null || one.Time >= _start)
        && (_finish is null || one.Time <= _finish)
        && (_query.Types.Count == 0 || _query.Types.Contains(one.Type))
        && (_users.Length == 0 || (one.User is { } user && Array.Exists(_users, u => u.Matches(user))))
        && (_message is null || _message.Matches(one.Message));

    // The server compares users as it writes them, with the domain in front; other forms only we can compare.
    private static bool IsExactUser(string user) => user.Contains('\\', StringComparison.Ordinal) && !WildcardText.IsWildcard(user);

    private static IEnumerable<string> Forms(string user)
    {
        yield return user;
        if (user.Split('@') is [var name, var domain])
        {
            yield return $@"{domain}\{name}";
        }
        else if (!user.Contains('\\', StringComparison.Ordinal))
        {
            yield return $@"*\{user}";
            yield return $"{user}@*";
        }
    }

    private static IEnumerable<string> Categories(ZsEventType type) => type switch
    {
        ZsEventType.Error => ["error"],
        ZsEventType.Warning => ["warning"],
        _ => ["info", "user"],
    };
}
