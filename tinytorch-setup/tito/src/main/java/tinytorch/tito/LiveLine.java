package tinytorch.tito;

import java.util.List;
import tinytorch.course.CourseModule;
import tinytorch.course.Task;
import tinytorch.course.judge.JudgeListener;
import tinytorch.course.judge.TestResult;

/** While tests run: one line on a terminal, written over and over, that is gone before the result is printed. */
final class LiveLine implements JudgeListener {
    private static final String CLEAR = "\r" + " ".repeat(Style.WIDTH - 1) + "\r";

    private final Session session;
    private int passed;
    private int ended;

    LiveLine(Session session) {
        this.session = session;
        show("compiling");
    }

    @Override
    public boolean cancelled() {
        return session.interrupted();
    }

    @Override
    public void compiled(List<CourseModule> modules, double seconds) {
        show("starting the tests");
    }

    @Override
    public void started(Task task, String test) {
        show("running " + task.id() + "   " + passed + " of " + ended + " passed");
    }

    @Override
    public void ended(Task task, TestResult result) {
        ended++;
        passed += result.passed() ? 1 : 0;
    }

    /** Takes the line away. */
    static void clear(Session session) {
        if (session.terminal()) {
            session.out().print(CLEAR);
        }
    }

    private void show(String text) {
        clear(session);
        session.out().print(text.length() < Style.WIDTH ? text : text.substring(0, Style.WIDTH - 1));
        session.out().flush();
    }
}
