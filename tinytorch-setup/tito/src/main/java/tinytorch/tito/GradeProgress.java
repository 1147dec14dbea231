package tinytorch.tito;

import java.util.Locale;
import tinytorch.course.grade.GradeListener;
import tinytorch.course.grade.StudentReport;

/** A line for each student as soon as the grade is there, and on a terminal a bar below them with the time that is left. */
final class GradeProgress implements GradeListener {
    private static final int BAR = 30;

    private final Session session;
    private final boolean silent;
    private final long start = System.nanoTime();
    private int all;
    private int known;
    private int done;

    GradeProgress(Session session, boolean silent) {
        this.session = session;
        this.silent = silent;
    }

    @Override
    public void begin(int submissions, int known) {
        this.all = submissions;
        this.known = known;
        if (known > 0) {
            say(known + " of " + submissions + " are graded already and have not changed.");
        }
        bar();
    }

    @Override
    public void done(StudentReport report) {
        done++;
        String note = report.remark();
        String line = "%6.1f of %d  %s".formatted(report.points(), report.maximum(), report.student());
        say(note.isEmpty() ? line : line + session.style().yellow("  " + note));
        bar();
    }

    private void say(String line) {
        if (!silent) {
            LiveLine.clear(session);
            session.out().println(line);
            session.out().flush();
        }
    }

    private void bar() {
        if (silent || !session.terminal() || known + done == all) {
            return;
        }
        int filled = BAR * (known + done) / all;
        String left = done == 0 ? "" : ", about " + duration((System.nanoTime() - start) / 1e9 / done * (all - known - done)) + " left";
        LiveLine.clear(session);
        session.out().print("[" + "=".repeat(filled) + " ".repeat(BAR - filled) + "] " + (known + done) + " of " + all + left);
        session.out().flush();
    }

    static String duration(double seconds) {
        return seconds < 90 ? String.format(Locale.ROOT, "%.0f s", seconds) : seconds < 5400 ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }
}
