package tinytorch.board.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeoutException;
import tinytorch.board.BoardException;
import tinytorch.board.Problem;

/** Reads the body of a request into memory: within its limits of size and time, and all of it or nothing. */
final class Upload {
    private static final int CHUNK = 64 * 1024;

    private final WebLimits limits;

    Upload(WebLimits limits) {
        this.limits = limits;
    }

    byte[] read(HttpServletRequest request) throws IOException {
        long announced = request.getContentLengthLong();
        if (announced > limits.bodyBytes()) {
            throw tooLarge();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream((int) Math.max(announced, CHUNK));
        byte[] chunk = new byte[CHUNK];
        long began = System.nanoTime();
        try (InputStream in = request.getInputStream()) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                body.write(chunk, 0, count);
                if (body.size() > limits.bodyBytes()) {
                    throw tooLarge();
                }
                requireSpeed(body.size(), System.nanoTime() - began);
            }
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException) { // nothing came for as long as a connection may be idle
                throw tooSlow();
            }
            throw e;
        }
        if (body.size() < announced) {
            throw new EOFException("the upload ended early");
        }
        if (body.size() == 0) {
            throw new BoardException(Problem.EMPTY, "the body is empty. It should be the submission, a zip of model.json and weights.safetensors.");
        }
        return body.toByteArray();
    }

    /** A client that sends a byte now and then is never idle, but it holds one of the few places for uploads. */
    private void requireSpeed(int bytes, long nanos) {
        if (nanos > limits.idle().toNanos() && bytes < nanos / 1e9 * limits.bytesPerSecond()) {
            throw tooSlow();
        }
    }

    private BoardException tooSlow() {
        return new BoardException(Problem.SLOW_CLIENT, "the upload took too long to arrive: it has to reach " + limits.bytesPerSecond() + " bytes a second.");
    }

    BoardException tooLarge() {
        return new BoardException(Problem.TOO_LARGE, "a submission has at most " + limits.bodyBytes() + " bytes as a zip.");
    }
}
