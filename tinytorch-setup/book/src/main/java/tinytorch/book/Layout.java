package tinytorch.book;

import java.util.List;
import java.util.stream.Collectors;

/** What all pages share: the head, the list of pages, the page's own contents, and the ways to the page before and after. */
final class Layout {
    private final String title;
    private final List<Page> pages;
    private final boolean api;

    Layout(String title, List<Page> pages, boolean api) {
        this.title = title;
        this.pages = pages;
        this.api = api;
    }

    /** A heading that can be linked to. */
    static String heading(int level, String id, String html) {
        return "<h" + level + " id=\"" + id + "\">" + html + " <a class=\"anchor\" href=\"#" + id + "\" aria-label=\"Link to this section\">#</a></h" + level + ">\n";
    }

    String html(int index) {
        Page page = pages.get(index);
        String name = page.title().equals(title) ? title : page.title() + " · " + title;
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s</title>
                <script>try { document.documentElement.dataset.theme = sessionStorage.getItem("theme") || localStorage.getItem("theme") || ""; } catch (e) { document.documentElement.dataset.theme = ""; }</script>
                <link rel="stylesheet" href="book.css">
                <script src="search.js" defer></script>
                <script src="book.js" defer></script>
                </head>
                <body>
                <a class="skip" href="#main">To the text</a>
                <header class="bar">
                <a class="home" href="index.html">%s</a>
                <div class="search" role="search">
                <input id="search" type="search" placeholder="Search" autocomplete="off" spellcheck="false" aria-label="Search the book" role="combobox" aria-expanded="false" aria-controls="results" aria-autocomplete="list">
                <ul id="results" role="listbox" aria-label="Found" hidden></ul>
                </div>
                <button id="theme" type="button">Theme</button>
                </header>
                <div class="columns">
                <nav class="pages" aria-label="Pages"><details open><summary>Contents</summary>
                %s</details></nav>
                <main id="main">
                <p class="part">%s</p>
                <h1>%s</h1>
                %s<nav class="turn" aria-label="Before and after">%s%s</nav>
                </main>
                <nav class="contents" aria-label="On this page">%s</nav>
                </div>
                </body>
                </html>
                """.formatted(Html.escape(name), Html.escape(title), list(page), Html.escape(page.part()), Html.escape(page.title()), page.body(),
                index > 0 ? turn("prev", "Before", pages.get(index - 1)) : "<span></span>", index + 1 < pages.size() ? turn("next", "Next", pages.get(index + 1)) : "", contents(page));
    }

    private static String turn(String relation, String says, Page page) {
        return "<a rel=\"%s\" href=\"%s\"><small>%s</small> %s</a>".formatted(relation, page.file(), says, Html.escape(page.title()));
    }

    private String list(Page current) {
        StringBuilder html = new StringBuilder();
        String part = "";
        for (Page page : pages) {
            if (!page.part().equals(part)) {
                html.append(part.isEmpty() ? "" : "</ul>\n").append("<p>").append(Html.escape(page.part())).append("</p><ul>\n");
                part = page.part();
            }
            html.append("<li><a href=\"").append(page.file()).append('"').append(page == current ? " aria-current=\"page\"" : "").append('>').append(Html.escape(page.title())).append("</a></li>\n");
        }
        return html + (api ? "<li><a href=\"" + Api.FOLDER + "index.html\">API documentation</a></li>\n" : "") + "</ul>\n";
    }

    private static String contents(Page page) {
        List<Heading> shown = page.headings().stream().filter(heading -> heading.level() == 2).toList();
        return shown.isEmpty() ? "" : shown.stream().map(heading -> "<li><a href=\"#" + heading.id() + "\">" + Html.escape(heading.title()) + "</a></li>")
                .collect(Collectors.joining("\n", "<p>On this page</p><ul>\n", "\n</ul>\n"));
    }
}
