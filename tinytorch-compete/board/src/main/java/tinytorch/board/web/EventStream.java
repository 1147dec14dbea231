package tinytorch.board.web;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import tinytorch.board.BoardException;
import tinytorch.board.Problem;

/**
 * Server-sent events (WHATWG HTML, section 9.2). Each watcher has a virtual thread that waits and writes, so one that reads slowly delays nobody,
 * and misses events in between: it gets the newest. A watcher that reads nothing at all is cut off when its connection has been idle for too long.
 */
final class EventStream {
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Feed feed;
    private final Semaphore places;

    EventStream(Feed feed, WebLimits limits) {
        this.feed = feed;
        this.places = new Semaphore(limits.watchers());
    }

    void serve(Context context) {
        if (!places.tryAcquire()) {
            throw new BoardException(Problem.BUSY, "too many watchers. The board itself is still there: reload the page to see it as it is now.");
        }
        try {
            write(context.res());
        } catch (IOException e) {
            // The watcher has gone: how every stream ends.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops
        } finally {
            places.release();
        }
    }

    private void write(HttpServletResponse response) throws IOException, InterruptedException {
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // a proxy in front must not collect events
        OutputStream out = response.getOutputStream();
        Feed.Event event = feed.after(-1, Duration.ZERO);
        while (event != null) {
            if (event.data().length == 0) {
                out.write(COMMENT); // finds out whether anybody is there
            } else {
                out.write(("event: change\nid: " + event.number() + "\ndata: ").getBytes(StandardCharsets.US_ASCII));
                out.write(event.data());
                out.write("\n\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.flush();
            event = feed.after(event.number(), HEARTBEAT);
        }
    }
}
