package tinytorch.book;

/**
 * A heading of a page.
 *
 * @param level 1 for the page's title, 2 for a section, ...
 * @param id    what a link to it ends with
 * @param title as plain text
 * @param text  what stands below it up to the next heading, as plain text, for the search
 */
record Heading(int level, String id, String title, String text) {
}
