package tinytorch.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavadocTest {

    @Test
    void sentencesTagsAndCodeWithBraces() {
        assertThat(Javadoc.html("/**\n     * All of {@code of(new float[][] {{1}})}, see {@link Tensor#view the view} and {@link #other(int, int)}.\n     *\n     * <p>More.\n     * @param a a number\n"
                + "     *          of them\n     * @return all\n     * @throws ShapeException if {@code a < 1}\n     */"))
                .contains("<p>All of <code>of(new float[][] {{1}})</code>, see <code>the view</code> and <code>other(int, int)</code>.", "<p>More.",
                        "<dt><code>a</code></dt><dd>a number\n         of them</dd>", "<dt>returns</dt><dd>all</dd>", "<dt>throws <code>ShapeException</code></dt><dd>if <code>a &lt; 1</code></dd>");
    }

    @Test
    void aMethodWithoutCommentHasNothing() {
        assertThat(Javadoc.html("")).isEmpty();
    }

    @Test
    void oneLine() {
        assertThat(Javadoc.html("/** {@return the size} */")).isEqualTo("<p>Returns the size.</p>\n");
    }
}
