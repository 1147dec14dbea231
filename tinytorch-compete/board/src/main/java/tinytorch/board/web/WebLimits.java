package tinytorch.board.web;

import java.time.Duration;
import tinytorch.model.TaskRules;

/**
 * What one client may take of the server.
 *
 * @param bodyBytes of an upload: the two files, and what a zip adds
 * @param headerBytes of a request
 * @param idle how long a connection may be silent, and a request's headers may take
 * @param bytesPerSecond that an upload must reach on average
 * @param uploads at the same time, all clients together: each is held in memory
 * @param watchers at the same time, all clients together
 * @param connectionsPerAddress a whole class may stand behind one address
 */
public record WebLimits(int bodyBytes, int headerBytes, Duration idle, int bytesPerSecond, int uploads, int watchers, int connectionsPerAddress) {
    public static final WebLimits DEFAULT = new WebLimits((int) TaskRules.MOST_BYTES + (1 << 16), 8192, Duration.ofSeconds(20), 2000, 16, 2000, 1500);
}
