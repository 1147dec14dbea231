/**
 * The whole course as a static site: {@link tinytorch.book.Book} makes it. Pages are Markdown that is there anyway, the lessons and guides, with task texts from the sources,
 * figures that labs left, the documentation of the API, and a search. What a page needs lies beside it, so it works from the file system and without a network.
 */
package tinytorch.book;
