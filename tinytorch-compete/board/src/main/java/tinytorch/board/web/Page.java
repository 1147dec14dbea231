package tinytorch.board.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;

/** The page: three files from the jar. It may load nothing from elsewhere, and be framed by nobody. */
final class Page {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private Page() {
    }

    static void routes(RoutesConfig routes) {
        file(routes, "/", "index.html", "text/html;charset=utf-8");
        file(routes, "/board.css", "board.css", "text/css;charset=utf-8");
        for (String script : new String[] {"board.js", "chart.js", "tables.js"}) {
            file(routes, "/" + script, script, "text/javascript;charset=utf-8");
        }
    }

    private static void file(RoutesConfig routes, String path, String name, String type) {
        byte[] content = read(name);
        Handler handler = context -> context.contentType(type).header("Cache-Control", "no-cache").result(content);
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private static byte[] read(String name) {
        try (InputStream in = Page.class.getResourceAsStream("/tinytorch/board/page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the page's " + name + " is missing from the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the page's " + name + " can't be read", e);
        }
    }

    /** On every answer: {@code header} sets one. */
    static void protect(BiConsumer<String, String> header) {
        header.accept("Content-Security-Policy", POLICY);
        header.accept("X-Content-Type-Options", "nosniff");
        header.accept("Referrer-Policy", "no-referrer");
    }
}
