package tinytorch.milestones.text;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/** What was compared, one row each, and the first differences. */
final class Checks {
    private final Table table = new Table("Tokenizer, on the files themselves", "check", "compared", "different", "core time", "rate");
    private final List<String> differences = new ArrayList<>();

    /** Comparisons of one row, with the time that the compared code took. */
    static final class Row {
        private final String name;
        private final Checks checks;
        private long compared;
        private long different;

        private Row(String name, Checks checks) {
            this.name = name;
            this.checks = checks;
        }

        /** Counts one comparison; {@code what} is shown for the first that fails. */
        void compare(boolean same, String what) {
            compared++;
            if (!same && different++ == 0) {
                checks.differences.add(name + ": " + (what.length() > 200 ? what.substring(0, 200) + "..." : what));
            }
        }

        /** Ends a row whose time says nothing. */
        void done() {
            checks.table.row(name, compared, different, "-", "-");
        }

        /** Ends a row with the time that these bytes took. */
        void done(double bytes, double seconds) {
            checks.table.row(name, compared, different, Format.seconds(seconds), Format.rate(bytes, seconds, "B"));
        }
    }

    /** Seconds that the processor has worked for this thread: what other programs do does not count. */
    static double coreSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    Row row(String name) {
        return new Row(name, this);
    }

    /** Whether every comparison held. */
    boolean passed() {
        return differences.isEmpty();
    }

    /** The table, then the first difference of each row that has one. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(table.toString());
        differences.forEach(difference -> text.append("different: ").append(difference).append('\n'));
        return text.toString();
    }
}
