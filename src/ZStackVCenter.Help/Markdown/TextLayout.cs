using System.Text;

namespace ZStackVCenter.Help.Markdown;

/// <summary>Sets blocks of text in a column of fixed width.</summary>
internal static class TextLayout
{
    /// <summary>The lines of the blocks, a blank line between two, none between the items of a list.</summary>
    /// <param name="blocks">What to set.</param>
    /// <param name="indent">How many spaces stand before each line.</param>
    /// <param name="width">The longest line, with its indent.</param>
    /// <exception cref="FormatException">A line that keeps its form, or a word, is longer.</exception>
    public static IEnumerable<string> Set(IReadOnlyList<TextBlock> blocks, int indent, int width)
    {
        TextBlock? previous = null;
        foreach (var block in blocks)
        {
            if (previous is not null && !(previous is Paragraph { Bullet.Length: > 0 } && block is Paragraph { Bullet.Length: > 0 }))
            {
                yield return "";
            }

            foreach (var line in Lines(block, width - indent))
            {
                yield return line.Length == 0 ? "" : new string(' ', indent) + line;
            }

            previous = block;
        }
    }

    /// <summary>Folds running text at spaces.</summary>
    /// <exception cref="FormatException">A word is longer than the width.</exception>
    public static IReadOnlyList<string> Fold(string text, int width)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Length > width)
            {
                throw new FormatException($"'{word}' is longer than {width} characters.");
            }

            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            line.Append(line.Length == 0 ? "" : " ").Append(word);
        }

        lines.Add(line.ToString());
        return lines;
    }

    private static IEnumerable<string> Lines(TextBlock block, int width) => block switch
    {
        Paragraph paragraph => Hanging(paragraph, width),
        Preformatted code => code.Text.Split('\n').Select(line => Fitting($"    {line}".TrimEnd(), width)),
        Grid grid => TextTable.Set(grid.Rows, width),
        _ => [],
    };

    private static IEnumerable<string> Hanging(Paragraph paragraph, int width)
    {
        var first = new string(' ', 2 * paragraph.Depth) + paragraph.Bullet;
        var next = new string(' ', first.Length);
        return Fold(paragraph.Text, width - first.Length).Select((line, index) => (index == 0 ? first : next) + line);
    }

    private static string Fitting(string line, int width) => line.Length <= width
        ? line
        : throw new FormatException($"'{line.Trim()}' is longer than {width - 4} characters.");
}
