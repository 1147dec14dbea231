package tinytorch.book;

import java.util.List;

/**
 * One page of the book.
 *
 * @param file     its name in the book's folder
 * @param part     the part of the book that it belongs to
 * @param title    its title
 * @param body     HTML, without its title
 * @param headings all of the body, in order
 */
record Page(String file, String part, String title, String body, List<Heading> headings) {
    Page {
        headings = List.copyOf(headings);
    }
}
