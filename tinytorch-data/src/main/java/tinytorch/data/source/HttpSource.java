package tinytorch.data.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import tinytorch.data.source.SourceException.Kind;
import tinytorch.workbench.Format;

/**
 * Fetches a file from one address, from where an earlier try ended if the server can do that ({@code Range}, RFC 9110 section 14).
 *
 * <p>Written with {@link HttpURLConnection} rather than the newer {@code java.net.http}, because its read timeout applies to every single read: a server
 * that falls silent in the middle is noticed, however long the whole download may take.
 *
 * @param patience how long to wait and how often to try
 */
record HttpSource(Patience patience) {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

    private static final int RANGE_NOT_SATISFIABLE = 416;

    /**
     * @param connect  the longest time until a connection is made
     * @param silence  the longest time without a byte
     * @param tries    connections that may break before the source is given up
     * @param pause    time to wait before the next try
     */
    record Patience(Duration connect, Duration silence, int tries, Duration pause) {
        static final Patience USUAL = new Patience(Duration.ofSeconds(6), Duration.ofSeconds(20), 4, Duration.ofSeconds(1));
    }

    /**
     * Brings {@code part} to the published file.
     *
     * @throws SourceException if this source can't; what did come and may be right stays in the part
     * @throws DataException   if the part can't be written
     */
    void fetch(RemoteFile file, URI source, PartFile part, Transfer.Running progress) throws SourceException, DataException {
        for (int left = patience.tries(); ; ) {
            boolean resumed = part.size() > 0;
            try {
                if (part.size() < file.size()) {
                    resumed = receive(file, source, part, progress);
                }
            } catch (SourceException e) {
                if (e.kind() != Kind.CUT || --left == 0) {
                    throw e;
                }
                pause(source);
                continue;
            }
            if (part.size() == file.size() && part.sha256().equals(file.sha256())) {
                return;
            }
            // A mixture of an old part and new bytes may be wrong although the source is right: from the start once more.
            startOver(part, progress);
            if (!resumed) {
                throw new SourceException(Kind.REFUSED, source.getHost() + " sends another file (its SHA-256 is not the published one)", null);
            }
        }
    }

    /** One connection. Returns whether its bytes were added to earlier ones. */
    private boolean receive(RemoteFile file, URI source, PartFile part, Transfer.Running progress) throws SourceException, DataException {
        HttpURLConnection connection = null;
        try {
            connection = (HttpURLConnection) source.toURL().openConnection();
            connection.setConnectTimeout((int) patience.connect().toMillis());
            connection.setReadTimeout((int) patience.silence().toMillis());
            long have = part.size();
            if (have > 0) {
                connection.setRequestProperty("Range", "bytes=" + have + "-");
            }
            int status = connect(connection, source);
            boolean resumed = have > 0 && status == HttpURLConnection.HTTP_PARTIAL && continues(connection, have, file.size());
            if (have > 0 && !resumed && (status == RANGE_NOT_SATISFIABLE || status == HttpURLConnection.HTTP_PARTIAL)) {
                startOver(part, progress);
                throw new SourceException(Kind.CUT, source.getHost() + " does not go on from where the last download ended", null);
            }
            if (!resumed && status != HttpURLConnection.HTTP_OK) {
                throw new SourceException(Kind.REFUSED, "%s answers %d %s".formatted(source.getHost(), status, meaning(status)).strip(), null);
            }
            long expected = resumed ? file.size() - have : file.size();
            long announced = connection.getContentLengthLong();
            if (announced >= 0 && announced != expected) {
                throw new SourceException(Kind.REFUSED, "%s offers %d bytes instead of %d".formatted(source.getHost(), announced, expected), null);
            }
            if (have > 0 && !resumed) { // the server ignored the range and sends all of it
                startOver(part, progress);
            }
            copy(connection, file, source, part, progress);
            return resumed;
        } catch (SourceException | DataException e) {
            throw e;
        } catch (IOException e) {
            throw new SourceException(Kind.UNREACHABLE, source.getHost() + " can't be reached", e);
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }

    private static void startOver(PartFile part, Transfer.Running progress) throws DataException {
        part.clear();
        progress.restart();
    }

    private int connect(HttpURLConnection connection, URI source) throws SourceException {
        try {
            return connection.getResponseCode();
        } catch (UnknownHostException e) {
            throw new SourceException(Kind.UNREACHABLE, source.getHost() + " is not known", e);
        } catch (SSLException e) {
            throw new SourceException(Kind.UNREACHABLE, source.getHost() + " gives no secure connection", e);
        } catch (SocketTimeoutException e) {
            throw new SourceException(Kind.UNREACHABLE, source.getHost() + " does not answer", e);
        } catch (IOException e) {
            throw new SourceException(Kind.UNREACHABLE, source.getHost() + " can't be reached", e);
        }
    }

    /** Whether a 206 answer goes on exactly where the part ends, in a file of the right size. */
    private static boolean continues(HttpURLConnection connection, long have, long size) {
        String range = connection.getHeaderField("Content-Range");
        Matcher matcher = CONTENT_RANGE.matcher(range == null ? "" : range);
        return matcher.matches() && matcher.group(1).equals(Long.toString(have))
                && (matcher.group(2).equals("*") || matcher.group(2).equals(Long.toString(size)));
    }

    private void copy(HttpURLConnection connection, RemoteFile file, URI source, PartFile part, Transfer.Running progress)
            throws SourceException, DataException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = connection.getInputStream()) {
            while (part.size() < file.size()) {
                int n = read(in, buffer, (int) Math.min(buffer.length, file.size() - part.size()), source, part);
                if (n < 0) {
                    throw cut(source, part, "was lost", null);
                }
                part.append(buffer, n);
                progress.advance(n);
            }
        } catch (SourceException | DataException e) {
            throw e;
        } catch (IOException e) {
            throw cut(source, part, "was lost", e);
        }
    }

    /** Network errors become source errors here, beside the read, so that errors of the disk can't be taken for them. */
    private int read(InputStream in, byte[] buffer, int count, URI source, PartFile part) throws SourceException, DataException {
        try {
            return in.read(buffer, 0, count);
        } catch (SocketTimeoutException e) {
            throw cut(source, part, "fell silent for " + patience.silence().toSeconds() + " s", e);
        } catch (IOException e) {
            throw cut(source, part, "was lost", e);
        }
    }

    private static SourceException cut(URI source, PartFile part, String how, IOException cause) throws DataException {
        return new SourceException(Kind.CUT, "the connection to %s %s after %s".formatted(source.getHost(), how, Format.bytes(part.size())), cause);
    }

    private static String meaning(int status) {
        return switch (status) {
            case 403 -> "(forbidden)";
            case 404 -> "(not found)";
            case 429 -> "(too many requests)";
            case 503 -> "(unavailable)";
            default -> status >= 500 ? "(an error of the server)" : "";
        };
    }

    private void pause(URI source) throws SourceException {
        try {
            Thread.sleep(patience.pause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException(Kind.CUT, "the download from " + source.getHost() + " was interrupted", e);
        }
    }
}
