package tinytorch.board.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import tinytorch.board.Problem;

/** Requests that are no proper HTTP, or too large for it, get the same kind of answer as all others, and nothing about the server. */
final class JettyErrors extends ErrorHandler {

    @Override
    protected void generateResponse(Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        Page.protect(response.getHeaders()::put);
        response.write(true, ByteBuffer.wrap(body(code)), callback);
    }

    static byte[] body(int status) {
        return Json.bytes(switch (status) {
            case 404 -> Json.error(Problem.NOT_FOUND.name(), "there is nothing here.");
            case 405 -> Json.error(Problem.METHOD_NOT_ALLOWED.name(), "not with this method.");
            case 408 -> Json.error(Problem.SLOW_CLIENT.name(), "the request took too long to arrive.");
            case 413 -> Json.error(Problem.TOO_LARGE.name(), "the body is too large.");
            case 431 -> Json.error(Problem.HEADERS_TOO_LARGE.name(), "the headers are too large.");
            default -> status < 500 ? Json.error(Problem.BAD_REQUEST.name(), "this is not a request that the server understands.")
                    : Json.error(Problem.INTERNAL.name(), "an error in the server. Its operator finds more in its log.");
        });
    }
}
