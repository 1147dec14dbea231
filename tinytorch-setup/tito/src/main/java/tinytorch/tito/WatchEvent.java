package tinytorch.tito;

import tinytorch.course.judge.Verdict;

/** What can happen while {@code tito watch} runs. All of it goes through one queue, so that one thread alone draws and decides. */
sealed interface WatchEvent {

    /** A key was pressed. */
    record Pressed(int key) implements WatchEvent {
    }

    /** Sources were saved. */
    record Saved() implements WatchEvent {
    }

    /** The judgement goes on: what it does at the moment. */
    record Stage(String text) implements WatchEvent {
    }

    /** A judgement is made; {@code turnedGreen} if the module was not done before it. */
    record Judged(Verdict verdict, boolean turnedGreen, Standing standing, double seconds) implements WatchEvent {
    }

    /** No judgement could be made. */
    record Broke(String message) implements WatchEvent {
    }

    /** The terminal has another size. */
    record Resized() implements WatchEvent {
    }

    /** The end: a key, Ctrl-C, or the terminal is gone. */
    record Ended(ExitCode exit) implements WatchEvent {
    }
}
