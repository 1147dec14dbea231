package tinytorch.book;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * A lesson's or guide's Markdown as HTML (CommonMark with GitHub's tables). Headings get the ids that GitHub gives them, so links with {@code #...} work in both places.
 */
final class Markdown {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    private Markdown() {
    }

    /** What a Markdown file gives: its first heading is the title and not in the body. */
    record Text(String title, String body, List<Heading> headings) {
    }

    /** Converts; {@code links} says where each destination of a link or image is in the book. */
    static Text html(String markdown, UnaryOperator<String> links) {
        HtmlRenderer renderer = HtmlRenderer.builder().extensions(EXTENSIONS)
                .attributeProviderFactory(_ -> (node, tag, attributes) -> {
                    String name = tag.equals("img") ? "src" : "href";
                    if ((node instanceof Link || tag.equals("img")) && attributes.containsKey(name)) {
                        attributes.put(name, links.apply(attributes.get(name)));
                    }
                })
                .nodeRendererFactory(Code::new).build();
        List<Heading> headings = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        Map<String, Integer> used = new HashMap<>();
        String title = "";
        StringBuilder text = new StringBuilder();
        Heading open = null;
        for (Node node = PARSER.parse(markdown).getFirstChild(); node != null; node = node.getNext()) {
            String html = renderer.render(node);
            if (node instanceof TableBlock) {
                html = framed(html);
            } else if (node instanceof HtmlBlock) {
                html = html.replaceAll("<!--.*?-->", "").replaceAll("`([^`]+)`", "<code>$1</code>");   // a question, in which Markdown means nothing
            }
            if (!(node instanceof org.commonmark.node.Heading heading)) {
                body.append(html);
                text.append(' ').append(Html.plain(html));
                continue;
            }
            if (open != null) {
                headings.add(new Heading(open.level(), open.id(), open.title(), text.toString().strip()));
            }
            text.setLength(0);
            String plain = Html.plain(html);
            open = new Heading(heading.getLevel(), id(plain, used), plain, "");
            if (heading.getLevel() == 1 && title.isEmpty()) {
                title = plain;
            } else {
                body.append(Layout.heading(heading.getLevel(), open.id(), html.strip().replaceAll("^<h\\d>|</h\\d>$", "")));
            }
        }
        if (open != null) {
            headings.add(new Heading(open.level(), open.id(), open.title(), text.toString().strip()));
        }
        return new Text(title, body.toString(), headings);
    }

    /** A table scrolls by itself where the page is narrow. A head of empty cells is Markdown's way to say that there is none. */
    private static String framed(String table) {
        String headed = table.replaceFirst("<thead>\\s*<tr>\\s*(<th[^>]*>\\s*</th>\\s*)+</tr>\\s*</thead>", "").replaceAll("<th([^>]*)>\\s*</th>", "<td$1></td>");
        return "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">" + headed + "</div>\n";
    }

    /** As GitHub makes them: small letters, hyphens for blanks, no other signs, a number where one is used already. */
    private static String id(String title, Map<String, Integer> used) {
        String id = title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
        int before = used.merge(id, 1, Integer::sum) - 1;
        return before == 0 ? id : id + "-" + before;
    }

    /** Blocks of code, with colours. A wide one can be scrolled with the keyboard, so it can be focused. */
    private record Code(HtmlNodeRendererContext context) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FencedCodeBlock.class, IndentedCodeBlock.class);
        }

        @Override
        public void render(Node node) {
            HtmlWriter html = context.getWriter();
            String code = node instanceof FencedCodeBlock fenced ? fenced.getLiteral() : ((IndentedCodeBlock) node).getLiteral();
            String language = node instanceof FencedCodeBlock fenced && fenced.getInfo() != null ? fenced.getInfo() : "";
            html.raw("<pre tabindex=\"0\"><code>" + Highlight.block(code.stripTrailing(), language) + "</code></pre>\n");
        }
    }
}
