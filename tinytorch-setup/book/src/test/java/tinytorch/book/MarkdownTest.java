package tinytorch.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {
    private static Markdown.Text of(String markdown) {
        return Markdown.html(markdown, link -> "to-" + link);
    }

    @Test
    void theFirstHeadingIsTheTitleAndTheOthersCanBeLinkedTo() {
        Markdown.Text text = of("# The `Tensor`\n\nNumbers.\n\n## What it costs\n\nTime.\n\n## What it costs\n\nMemory & more.\n");
        assertThat(text.title()).isEqualTo("The Tensor");
        assertThat(text.headings()).extracting(Heading::id).containsExactly("the-tensor", "what-it-costs", "what-it-costs-1");
        assertThat(text.headings()).extracting(Heading::text).containsExactly("Numbers.", "Time.", "Memory & more.");
        assertThat(text.body()).startsWith("<p>Numbers.</p>").contains("<h2 id=\"what-it-costs-1\">What it costs").doesNotContain("<h1");
    }

    @Test
    void linksAndImagesGoWhereTheBookHasThem() {
        assertThat(of("[a](b.md) ![c](d.svg)").body()).contains("href=\"to-b.md\"", "src=\"to-d.svg\"", "alt=\"c\"");
    }

    @Test
    void aTableScrollsAndAHeadOfEmptyCellsIsNone() {
        assertThat(of("| a | |\n|---|---|\n| 1 | 2 |\n").body()).contains("<div class=\"table\" tabindex=\"0\"", "<th>a</th>").doesNotContain("<th></th>");
        assertThat(of("| | |\n|---|---|\n| 1 | 2 |\n").body()).doesNotContain("<thead>").contains("<td>1</td>");
    }

    @Test
    void codeIsColouredAndSafe() {
        assertThat(of("```java\nreturn a < 1; // <b>\n```\n").body()).contains("<span class=\"k\">return</span> a &lt; <span class=\"n\">1</span>", "<span class=\"c\">// &lt;b&gt;</span>");
        assertThat(of("    ./tito test 02\n").body()).contains("<span class=\"p\">./tito test 02</span>");
        assertThat(of("```\n(m, k) x (k, n) -> (m, n)\n```\n").body()).contains("<code>(m, k) x (k, n) -&gt; (m, n)</code>");
    }

    @Test
    void answersStayFolded() {
        assertThat(of("<details><summary>Why `x`?</summary>\n<!-- answer: 4 B -->\n\nSo `y`.\n</details>\n").body())
                .contains("<details><summary>Why <code>x</code>?</summary>", "<p>So <code>y</code>.</p>", "</details>");
    }
}
