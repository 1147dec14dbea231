package tinytorch.tito;

/**
 * One line of {@code tito doctor}.
 *
 * @param name   what was looked at
 * @param state  whether it is as it should be
 * @param found  what was found
 * @param advice what to do; empty when there is nothing to do
 */
record Check(String name, State state, String found, String advice) {

    /** A {@code PROBLEM} stops the course; a {@code NOTE} only limits it. */
    enum State {
        OK, NOTE, PROBLEM
    }

    static Check ok(String name, String found) {
        return new Check(name, State.OK, found, "");
    }

    static Check note(String name, String found, String advice) {
        return new Check(name, State.NOTE, found, advice);
    }

    static Check problem(String name, String found, String advice) {
        return new Check(name, State.PROBLEM, found, advice);
    }
}
