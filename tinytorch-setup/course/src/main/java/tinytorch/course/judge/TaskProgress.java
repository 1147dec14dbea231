package tinytorch.course.judge;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one task, from tests that ran.
 *
 * @param green    whether its tests passed when they last ran
 * @param passedAt when they first passed
 * @param tests    how many passed then
 * @param source   the {@link SourceHash} of the module that last passed
 * @param attempts how often its tests ran until they first passed, that time included
 * @param hints    the highest hint that was looked at, 0 to 3
 * @param assisted whether the finished module was put in place of the learner's work
 */
public record TaskProgress(boolean green, Optional<Instant> passedAt, int tests, Optional<String> source, int attempts, int hints,
        boolean assisted) {
    /** A task nobody has looked at. */
    public static final TaskProgress NONE = new TaskProgress(false, Optional.empty(), 0, Optional.empty(), 0, 0, false);

    TaskProgress ran(boolean passed, int count, String hash, Instant now) {
        int tries = passedAt.isPresent() ? attempts : attempts + 1;
        return passed ? new TaskProgress(true, Optional.of(passedAt.orElse(now)), count, Optional.of(hash), tries, hints, assisted)
                : new TaskProgress(false, passedAt, tests, source, tries, hints, assisted);
    }

    TaskProgress hinted(int level) {
        return new TaskProgress(green, passedAt, tests, source, attempts, Math.max(hints, level), assisted);
    }

    TaskProgress assisted(boolean value) {
        return new TaskProgress(green, passedAt, tests, source, attempts, hints, value);
    }
}
