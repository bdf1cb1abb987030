using System.Globalization;
using System.Runtime.CompilerServices;

namespace ZStackVCenter.Router.Verify;

/// <summary>
/// A text of a finding. A state has thousands of places to look at and hardly ever a fault, so the text of an interpolated string is put together only
/// when there is something to say.
/// </summary>
[InterpolatedStringHandler]
internal ref struct FindingText
{
    private readonly string? _said;
    private DefaultInterpolatedStringHandler _text;

    public FindingText(int literalLength, int formattedCount, bool wrong, out bool isWanted)
    {
        isWanted = wrong;
        if (wrong)
        {
            _text = new DefaultInterpolatedStringHandler(literalLength, formattedCount, CultureInfo.InvariantCulture);
        }
    }

    private FindingText(string said) => _said = said;

    public static implicit operator FindingText(string said) => new(said);

    public void AppendLiteral(string text) => _text.AppendLiteral(text);

    public void AppendFormatted<T>(T value, string? format = null) => _text.AppendFormatted(value, format);

    public override string ToString() => _said ?? _text.ToStringAndClear();
}
