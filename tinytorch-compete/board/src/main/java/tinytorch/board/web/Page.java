package tinytorch.board.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BiConsumer;

/** The page: a few files from the jar. It may load nothing from elsewhere, and be framed by nobody. */
final class Page {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    static final List<String> FILES = List.of("index.html", "board.css", "icon.svg", "axes.js", "board.js", "history.js", "live.js", "own.js", "pareto.js", "points.js",
            "tables.js", "words.js");

    private Page() {
    }

    static void routes(RoutesConfig routes) {
        for (String name : FILES) {
            byte[] content = read(name);
            String type = type(name);
            String path = name.equals("index.html") ? "/" : "/" + name;
            Handler handler = context -> context.contentType(type).header("Cache-Control", "no-cache").result(content);
            routes.get(path, handler);
            routes.head(path, handler);
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html;charset=utf-8";
            case "css" -> "text/css;charset=utf-8";
            case "svg" -> "image/svg+xml;charset=utf-8";
            case "js" -> "text/javascript;charset=utf-8";
            default -> throw new IllegalStateException("the page's " + name + " is of no known type");
        };
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
