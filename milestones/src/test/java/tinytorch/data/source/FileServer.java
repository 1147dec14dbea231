package tinytorch.data.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on this machine that serves one file, or misbehaves: each request is answered by the next behaviour, the last one is repeated. */
final class FileServer implements AutoCloseable {
    /** How one request is answered. */
    interface Behaviour {
        void answer(HttpExchange exchange, byte[] content) throws IOException;
    }

    /** All of it, or the rest that a range asks for. */
    static final Behaviour SERVE = (exchange, content) -> {
        int from = from(exchange);
        if (from > 0) {
            exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
        exchange.getResponseBody().write(content, from, content.length - from);
    };
    /** All of it, whatever range is asked for. */
    static final Behaviour IGNORE_RANGE = (exchange, content) -> {
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
    };
    /** Announces the rest and sends half of it. */
    static final Behaviour CUT_HALF_WAY = (exchange, content) -> {
        int from = from(exchange);
        if (from > 0) {
            exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
        OutputStream body = exchange.getResponseBody();
        body.write(content, from, (content.length - from) / 2);
        body.flush();
    };
    /** The right number of other bytes. */
    static final Behaviour WRONG_BYTES = (exchange, content) -> SERVE.answer(exchange, new byte[content.length]);

    static Behaviour status(int status) {
        return (exchange, content) -> exchange.sendResponseHeaders(status, -1);
    }

    /** Sends half of it, then nothing, with the connection open. */
    static final Behaviour FALL_SILENT = (exchange, content) -> {
        CUT_HALF_WAY.answer(exchange, content);
        try {
            Thread.sleep(5_000);
        } catch (InterruptedException e) { // the server is closed
            Thread.currentThread().interrupt();
        }
    };

    private final byte[] content;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Behaviour> behaviours;
    final Queue<String> ranges = new ConcurrentLinkedQueue<>();

    FileServer(byte[] content, Behaviour... behaviours) throws IOException {
        this.content = content;
        this.behaviours = new ConcurrentLinkedQueue<>(List.of(behaviours));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        ranges.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
        Behaviour behaviour = behaviours.size() > 1 ? behaviours.remove() : behaviours.peek();
        try (exchange) {
            behaviour.answer(exchange, content);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/file.bin");
    }

    /** The file that this server is asked for, from it and these other addresses, in this order. */
    RemoteFile file(Path scratch, URI... others) throws IOException {
        Path copy = Files.write(scratch.resolve("original"), content);
        List<URI> sources = new ArrayList<>(List.of(address()));
        sources.addAll(List.of(others));
        return new RemoteFile("file.bin", content.length, RemoteFile.sha256(copy), sources);
    }

    private static int from(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        return range == null ? 0 : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
