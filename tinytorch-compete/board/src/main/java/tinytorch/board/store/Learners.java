package tinytorch.board.store;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import tinytorch.board.BoardException;
import tinytorch.board.Problem;

/** Who takes part. A token is 256 random bits, told once; the database keeps its SHA-256, from which it can't be found again. */
public final class Learners {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N} ._-]{0,38}[\\p{L}\\p{M}\\p{N}._-])?");
    private static final String PREFIX = "tt_";
    private static final int TOKEN_BYTES = 32;
    private static final int MAX_TOKEN = 100;

    private final Database database;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public Learners(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A learner who showed a valid token. */
    public record Learner(String id, String name) {
    }

    /** Adds a learner and gives their token. With {@code renew} a name that is there gets a new token, and the old ones end. */
    public String enrol(String name, Duration validity, boolean renew) {
        if (!NAME.matcher(name).matches()) {
            throw new BoardException(Problem.BAD_NAME, "'" + name + "' can't be a name on the board: 1 to 40 letters, digits, spaces, '.', '_' or '-',"
                    + " beginning and ending with none of the spaces.");
        }
        byte[] bits = new byte[TOKEN_BYTES];
        random.nextBytes(bits);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        long now = clock.millis();
        return database.write(handle -> {
            Optional<String> known = handle.createQuery("select id from learner where name = :name").bind("name", name).mapTo(String.class).findOne();
            if (known.isPresent() && !renew) {
                throw new BoardException(Problem.NAME_TAKEN, "'" + name + "' is enrolled already. A new token, which ends the old one: --renew");
            }
            String id = known.orElseGet(() -> {
                String fresh = Ids.random(random);
                handle.execute("insert into learner (id, name, created) values (?, ?, ?)", fresh, name, now);
                return fresh;
            });
            handle.execute("delete from token where learner = ?", id);
            handle.execute("insert into token (hash, learner, created, expires) values (?, ?, ?, ?)", hash(token), id, now, now + validity.toMillis());
            return token;
        });
    }

    /** The learner whose token this is. */
    public Learner of(String token) {
        if (token.length() > MAX_TOKEN) {
            throw wrong();
        }
        record Found(Learner learner, long expires) {
        }
        Found found = database.read(handle -> handle.createQuery(
                "select l.id, l.name, t.expires from token t join learner l on l.id = t.learner where t.hash = :hash").bind("hash", hash(token))
                .map((row, context) -> new Found(new Learner(row.getString(1), row.getString(2)), row.getLong(3))).findOne()).orElseThrow(Learners::wrong);
        if (found.expires() <= clock.millis()) {
            throw new BoardException(Problem.EXPIRED_TOKEN, "this token has expired. Ask your instructor for a new one: tito leaderboard enrol NAME --renew");
        }
        return found.learner();
    }

    private static BoardException wrong() {
        return new BoardException(Problem.WRONG_TOKEN, "this token is not known here. Check that it was copied in full, and that the server is the right one.");
    }

    private static String hash(String token) {
        return Ids.sha256(token.getBytes(StandardCharsets.UTF_8));
    }
}
