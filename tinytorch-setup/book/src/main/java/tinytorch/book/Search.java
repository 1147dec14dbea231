package tinytorch.book;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The index of the search: a script that sets a variable, because a page from the file system may not fetch a file. */
final class Search {
    private static final int LONGEST = 1_500;

    /** One entry, with names as short as a file of thousands of them wants: title, address, where it is, text. */
    private record Entry(String t, String u, String w, String x) {
    }

    private final List<Entry> entries = new ArrayList<>();

    /** Adds each section of a page. */
    void add(Page page) {
        for (Heading heading : page.headings()) {
            boolean top = heading.level() == 1;
            add(top ? page.title() : heading.title(), page.file() + (top ? "" : "#" + heading.id()), top ? page.part() : page.title(), heading.text());
        }
    }

    /** Adds one entry: its title, its address, the page it is on, and its text. */
    void add(String title, String url, String where, String text) {
        entries.add(new Entry(title, url, where, text.length() > LONGEST ? text.substring(0, LONGEST) : text));
    }

    int size() {
        return entries.size();
    }

    String script() {
        return "var BOOK = " + JsonMapper.shared().writeValueAsString(entries).replace("</", "<\\/") + ";\n";
    }
}
