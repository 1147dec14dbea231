/** The server: its interface over HTTP, the stream of events, and the page. */
package tinytorch.board.web;
