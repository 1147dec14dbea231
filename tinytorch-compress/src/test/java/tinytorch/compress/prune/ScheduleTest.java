package tinytorch.compress.prune;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

@Tag("compress.schedule")
class ScheduleTest {
    private static final SparsitySchedule SCHEDULE = new SparsitySchedule(0, 0.8, 100, 10, 4);

    private static void sparsity(SparsitySchedule schedule, long step, double expected, String why) {
        Check.call(schedule + ".sparsity", step).because(why).gives(() -> Values.of(new double[] {schedule.sparsity(step)}, 1), Values.of(new double[] {expected}, 1));
    }

    private static void prunes(SparsitySchedule schedule, long step, boolean expected, String why) {
        Check.call(schedule + ".prunes", step).because(why).equal(() -> schedule.prunes(step), expected);
    }

    @Test
    void growsByTheCubeOfWhatIsLeft() {
        sparsity(SCHEDULE, 100, 0, "the beginning");
        sparsity(SCHEDULE, 110, 0.4625, "0.8 - 0.8 * 0.75^3");
        sparsity(SCHEDULE, 120, 0.7, "0.8 - 0.8 / 8");
        sparsity(SCHEDULE, 130, 0.7875, "0.8 - 0.8 / 64");
        sparsity(SCHEDULE, 115, 0.8 - 0.8 * 0.625 * 0.625 * 0.625, "between two prunings too");
    }

    @Test
    void nothingBeforeTheBeginningAndNoMoreAfterTheEnd() {
        sparsity(SCHEDULE, 0, 0, "not yet");
        sparsity(SCHEDULE, 99, 0, "not yet: the cube of more than 1 would be negative");
        sparsity(SCHEDULE, 140, 0.8, "the end");
        sparsity(SCHEDULE, 190, 0.8, "and after it: the cube of a negative number would go up again");
    }

    @Test
    void mayBeginWithSome() {
        SparsitySchedule schedule = new SparsitySchedule(0.5, 0.9, 10, 5, 2);
        sparsity(schedule, 9, 0, "before it begins nothing is pruned");
        sparsity(schedule, 10, 0.5, "initial");
        sparsity(schedule, 15, 0.85, "0.9 - 0.4 / 8");
        sparsity(schedule, 20, 0.9, "last");
    }

    @Test
    void prunesNowAndThen() {
        prunes(SCHEDULE, 90, false, "not yet, though 10 steps before the beginning");
        prunes(SCHEDULE, 100, true, "the first");
        prunes(SCHEDULE, 105, false, "between");
        prunes(SCHEDULE, 110, true, "10 later");
        prunes(SCHEDULE, 140, true, "the last: the first and 4 more");
        prunes(SCHEDULE, 150, false, "no more");
        SparsitySchedule odd = new SparsitySchedule(0, 0.5, 7, 10, 2);
        prunes(odd, 7, true, "counted from the beginning, 7");
        prunes(odd, 10, false, "3 steps after the first");
        prunes(odd, 17, true, "10 steps after the first");
    }

    @Test
    void mayPruneOnce() {
        SparsitySchedule once = SparsitySchedule.once(0.9);
        prunes(once, 0, true, "at once");
        prunes(once, 1, false, "and never again");
        sparsity(once, 0, 0.9, "all of it: 0 times more is no division by 0");
        sparsity(once, 5, 0.9, "and stays");
    }

    @Test
    void refusesASparsityThatGoesDown() {
        prunes(SCHEDULE, 100, true, "a schedule that goes up");
        Check.call("SparsitySchedule", 0.9, 0.5).refuses(IllegalArgumentException.class, () -> new SparsitySchedule(0.9, 0.5, 0, 1, 1), "0.9", "0.5");
    }
}
