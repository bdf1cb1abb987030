namespace ZStackVCenter.Help.Markdown;

/// <summary>Sets a table in columns of text.</summary>
internal static class TextTable
{
    private const int Gap = 2;

    /// <summary>The table's lines: the head, a rule, and the rows, cells folded within their columns.</summary>
    /// <exception cref="FormatException">The columns' longest words do not fit side by side.</exception>
    public static IEnumerable<string> Set(IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        var widths = Widths(rows, width);
        for (var row = 0; row < rows.Count; row++)
        {
            var cells = rows[row].Select((cell, column) => TextLayout.Fold(cell, widths[column])).ToList();
            for (var line = 0; line < cells.Max(cell => cell.Count); line++)
            {
                yield return Join(cells.Select((cell, column) => (line < cell.Count ? cell[line] : "").PadRight(widths[column])));
            }

            if (row == 0)
            {
                yield return Join(widths.Select(length => new string('-', length)));
            }
        }
    }

    private static string Join(IEnumerable<string> cells) => string.Join(new string(' ', Gap), cells).TrimEnd();

    /// <summary>Each column as wide as its widest cell; where that is too much, the widest columns give way.</summary>
    private static int[] Widths(IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        int Widest(int column, Func<string, int> measure) => rows.Where(row => column < row.Count).Max(row => measure(row[column]));
        var columns = rows.Max(row => row.Count);
        var widths = Enumerable.Range(0, columns).Select(column => Widest(column, cell => cell.Length)).ToArray();
        var least = Enumerable.Range(0, columns)
            .Select(column => Widest(column, cell => cell.Split(' ').Max(word => word.Length)))
            .ToArray();
        var available = width - (Gap * (columns - 1));
        if (least.Sum() > available)
        {
            throw new FormatException($"A table of {columns} columns does not fit into {width} characters.");
        }

        while (widths.Sum() > available)
        {
            var widest = Enumerable.Range(0, columns).Where(column => widths[column] > least[column]).MaxBy(column => widths[column]);
            widths[widest]--;
        }

        return widths;
    }
}
