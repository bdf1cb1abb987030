using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ZStackVCenter.Help.Markdown;

/// <summary>A block of text without marks.</summary>
/// <param name="Text">The words; of code and of tables, the lines as they stand.</param>
internal abstract record TextBlock(string Text);

/// <summary>Running text, to be folded at any space.</summary>
/// <param name="Text">The words.</param>
/// <param name="Bullet">What stands before it when it is an item of a list, such as <c>- </c>; else empty.</param>
/// <param name="Depth">How deep the list is; 0 outside one and for the outermost.</param>
internal sealed record Paragraph(string Text, string Bullet = "", int Depth = 0) : TextBlock(Text);

/// <summary>Lines that keep their form.</summary>
/// <param name="Text">The lines.</param>
/// <param name="Language">What the fence says; empty when it says nothing.</param>
/// <param name="Line">The first line's number within the markdown, from 0.</param>
internal sealed record Preformatted(string Text, string Language, int Line) : TextBlock(Text);

/// <summary>A table.</summary>
/// <param name="Rows">Rows of cells, the head first.</param>
internal sealed record Grid(IReadOnlyList<IReadOnlyList<string>> Rows) : TextBlock("");

/// <summary>Takes the marks out of markdown.</summary>
internal static class PlainText
{
    /// <summary>The blocks of a piece of markdown.</summary>
    public static IReadOnlyList<TextBlock> Read(string markdown) =>
        [.. Markdig.Markdown.Parse(markdown, MarkdownFile.Pipeline).SelectMany(block => Read(block, "", 0))];

    /// <summary>The code spans of a piece of markdown.</summary>
    public static IEnumerable<string> CodeSpans(string markdown) =>
        Markdig.Markdown.Parse(markdown, MarkdownFile.Pipeline).Descendants<CodeInline>().Select(code => code.Content);

    /// <summary>The links of a piece of markdown, as (text, address).</summary>
    public static IEnumerable<(string Text, string Address)> Links(string markdown) =>
        Markdig.Markdown.Parse(markdown, MarkdownFile.Pipeline).Descendants<LinkInline>().Select(link => (Inline(link), link.Url ?? ""));

    private static IEnumerable<TextBlock> Read(Block block, string bullet, int depth)
    {
        switch (block)
        {
            case ParagraphBlock paragraph:
                yield return new Paragraph(Inline(paragraph.Inline), bullet, depth);
                break;
            case CodeBlock code:
                var language = (code as FencedCodeBlock)?.Info ?? "";
                yield return new Preformatted(code.Lines.ToString(), language, code.Line + (code is FencedCodeBlock ? 1 : 0));
                break;
            case Table table:
                yield return new Grid([.. table.OfType<TableRow>().Select(Cells)]);
                break;
            case ListBlock list:
                foreach (var text in Items(list, depth))
                {
                    yield return text;
                }

                break;
            case ContainerBlock container:
                foreach (var text in container.SelectMany(child => Read(child, bullet, depth)))
                {
                    yield return text;
                }

                break;
        }
    }

    private static IEnumerable<TextBlock> Items(ListBlock list, int depth)
    {
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var bullet = list.IsOrdered ? $"{item.Order}. " : "- ";
            foreach (var child in item)
            {
                foreach (var text in Read(child, bullet, child is ListBlock ? depth + 1 : depth))
                {
                    yield return text;
                }

                bullet = new string(' ', bullet.Length);
            }
        }
    }

    private static IReadOnlyList<string> Cells(TableRow row) =>
        [.. row.OfType<TableCell>().Select(cell => string.Join(' ', cell.Descendants<ParagraphBlock>().Select(text => Inline(text.Inline))))];

    private static string Inline(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        Append(text, inlines);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ContainerInline? inlines)
    {
        foreach (var inline in inlines ?? Enumerable.Empty<Inline>())
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case AutolinkInline link:
                    text.Append(link.Url);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
                case ContainerInline container:
                    Append(text, container);
                    break;
            }
        }
    }
}
