package tinytorch.board.program;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a program ends: scripts tell the causes apart by these numbers. Those that {@code tito} has too mean the same there. */
enum Exit {
    DONE(0, "done"),
    REFUSED(1, "refused by the rules of the competition"),
    USAGE(2, "wrong usage"),
    NO_DATA(8, "a hidden set, a dataset or a file is missing or damaged"),
    NO_SERVER(11, "no leaderboard answers at this address"),
    OUT_OF_REACH(12, "the database or a file can't be opened or written"),
    FULL(13, "the disk is full"),
    DAMAGED(14, "the database is damaged, or not the database of a leaderboard"),
    NEWER(15, "the database was made by a newer version"),
    NO_PORT(16, "nothing can listen at this address and port"),
    INTERNAL(70, "an error in the program itself"),
    STOPPED(130, "stopped with Ctrl-C before it was done");

    private final int code;
    private final String meaning;

    Exit(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    /** As picocli lists them in the help. */
    static Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        for (Exit exit : values()) {
            table.put(String.valueOf(exit.code), exit.meaning);
        }
        return table;
    }
}
