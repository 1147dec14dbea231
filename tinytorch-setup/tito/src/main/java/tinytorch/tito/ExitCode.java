package tinytorch.tito;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How a command ends. Scripts and graders tell the causes apart by these numbers, so a number never changes its meaning. */
public enum ExitCode {
    OK(0, "done"),
    FAILED(1, "tests failed, a milestone was not achieved, or a leaderboard refused"),
    USAGE(2, "wrong usage: unknown command, option, module or task"),
    COMPILE_ERROR(3, "the code does not compile"),
    NOTHING_RAN(4, "no valid result: not every expected test ran"),
    TIMEOUT(5, "the code did not finish in time and was stopped"),
    NO_WORKSPACE(6, "no workspace here, or the workspace is broken"),
    LOCKED(7, "locked: modules before it are not done"),
    NO_DATA(8, "a dataset, PyTorch, JPlag or PIT is missing, damaged or can't be had"),
    BUILD_FAILED(9, "the distribution does not build (from the launcher)"),
    NO_JDK(10, "no JDK 25 or later on this machine (from the launcher)"),
    NO_SERVER(11, "no leaderboard answers at its address"),
    OUT_OF_REACH(12, "the leaderboard's database, or a file, can't be opened or written"),
    DISK_FULL(13, "the leaderboard's disk is full"),
    DATABASE_DAMAGED(14, "the leaderboard's database is damaged, or none of a leaderboard"),
    DATABASE_NEWER(15, "the leaderboard's database was made by a newer version"),
    NO_PORT(16, "a leaderboard can't listen at this address and port"),
    INTERNAL(70, "an error in tito itself"),
    INTERRUPTED(130, "stopped with Ctrl-C");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }

    /** The cause with this number; a number that is none of them (a learner's JVM that crashed) is {@link #FAILED}. */
    static ExitCode of(int code) {
        return Arrays.stream(values()).filter(exit -> exit.code == code).findFirst().orElse(FAILED);
    }

    /** One line each, for the help. */
    static String table() {
        return Arrays.stream(values()).map(exit -> "  %3d  %s".formatted(exit.code, exit.meaning)).collect(Collectors.joining("%n"));
    }
}
