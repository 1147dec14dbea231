package tinytorch.book;

/** Text made safe for HTML. */
final class Html {
    private Html() {
    }

    /** The text with the signs that mean something in HTML replaced, for content and for attributes in double quotes. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** What a reader sees of a piece of HTML, in one line. */
    static String plain(String html) {
        return html.replaceAll("<[^>]*>", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&").replaceAll("\\s+", " ").strip();
    }
}
