package tinytorch.board.web;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Counts open connections by the client's address, and closes those above the limit. Closes also those whose request does not arrive in time, the first
 * or a later one: a client that sends one byte of a header now and then is never idle.
 */
final class Connections implements Connection.Listener {
    private final Map<String, Integer> open = new ConcurrentHashMap<>();
    /** A connection that is closed does not know any more whose it was. */
    private final Map<Connection, String> owners = new ConcurrentHashMap<>();
    private final WebLimits limits;
    private final Scheduler scheduler;

    Connections(WebLimits limits, Scheduler scheduler) {
        this.limits = limits;
        this.scheduler = scheduler;
    }

    @Override
    public void onOpened(Connection connection) {
        String address = address(connection);
        owners.put(connection, address);
        int now = open.merge(address, 1, Integer::sum);
        if (now > limits.connectionsPerAddress()) {
            connection.close();
            return;
        }
        look(connection, 0, 0, true);
    }

    /**
     * Looks again later. {@code requests} and {@code bytes}: how many had come; {@code begun}: some of these bytes belong to a request that was not whole.
     * What has not become whole until then is too slow. While a request is served, its bytes are its body's, which has limits of its own.
     */
    private void look(Connection connection, long requests, long bytes, boolean begun) {
        scheduler.schedule(() -> {
            if (!owners.containsKey(connection)) {
                return; // closed
            }
            boolean waiting = connection.getMessagesIn() == requests && connection.getMessagesOut() == requests;
            if (waiting && begun) {
                connection.getEndPoint().close();
            } else {
                look(connection, connection.getMessagesIn(), connection.getBytesIn(), waiting && connection.getBytesIn() > bytes);
            }
        }, limits.idle().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void onClosed(Connection connection) {
        String owner = owners.remove(connection);
        if (owner != null) {
            open.computeIfPresent(owner, (address, count) -> count == 1 ? null : count - 1);
        }
    }

    private static String address(Connection connection) {
        SocketAddress remote = connection.getEndPoint().getRemoteSocketAddress();
        return remote instanceof InetSocketAddress internet && internet.getAddress() != null ? internet.getAddress().getHostAddress() : String.valueOf(remote);
    }
}
