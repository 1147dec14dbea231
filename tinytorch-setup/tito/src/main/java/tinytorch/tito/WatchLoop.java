package tinytorch.tito;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import tinytorch.course.CourseModule;
import tinytorch.course.Task;
import tinytorch.course.Workspace;

/** The loop of {@code tito watch}: takes one event after the other, decides what it means, draws. */
final class WatchLoop {
    private static final long CALM_NANOS = 80_000_000;

    private final Session session;
    private final Workspace workspace;
    private final FullScreen screen;
    private final boolean fileEvents;
    private final WatchView view;
    private final BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();
    private final Judging judging;
    private SourceWatch sources;
    private WatchState state;
    private long drawnAt;

    /** {@code fileEvents}: whether to ask the file system to tell of saves. */
    WatchLoop(Session session, Workspace workspace, CourseModule module, FullScreen screen, boolean fileEvents) {
        this.session = session;
        this.workspace = workspace;
        this.screen = screen;
        this.fileEvents = fileEvents;
        this.view = new WatchView(session.captured(new PrintWriter(new StringWriter())), workspace.root());
        this.judging = new Judging(session, workspace, events::add);
        this.state = WatchState.of(module);
    }

    /** Runs until the end; gives how it ended and what was shown last. */
    ExitCode run() {
        screen.onResize(() -> events.add(new WatchEvent.Resized()));
        Thread.ofPlatform().daemon().name("keys").start(this::readKeys);
        open(state.module());
        try {
            while (true) {
                WatchEvent event = events.take();
                if (event instanceof WatchEvent.Ended ended) {
                    return ended.exit();
                }
                handle(event);
                boolean soon = event instanceof WatchEvent.Stage && System.nanoTime() - drawnAt < CALM_NANOS;
                if (events.isEmpty() && !soon) {
                    draw();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        } finally {
            sources.close();
            judging.close();
        }
    }

    WatchState state() {
        return state;
    }

    private void draw() {
        drawnAt = System.nanoTime();
        int columns = screen.columns();
        int rows = screen.rows();
        screen.draw(view.lines(state, rows, columns), rows, columns);
    }

    private void readKeys() {
        try {
            while (true) {
                int key = screen.key();
                if (key == FullScreen.GONE || key == FullScreen.CTRL_C || key == 'q') {
                    events.add(new WatchEvent.Ended(key == 'q' ? ExitCode.OK : ExitCode.INTERRUPTED));
                    return;
                }
                events.add(new WatchEvent.Pressed(key));
            }
        } catch (IOException e) {
            events.add(new WatchEvent.Ended(ExitCode.INTERRUPTED));   // the terminal is gone
        }
    }

    /** Watches and judges this module, with those it builds on. */
    private void open(CourseModule module) {
        if (sources != null) {
            sources.close();
        }
        state = WatchState.of(module);
        sources = new SourceWatch(session.course().upTo(module).stream().flatMap(one -> List.of(one.sourceRoot(workspace.root()),
                one.resourceRoot(workspace.root())).stream()).toList(), fileEvents, () -> events.add(new WatchEvent.Saved()));
        judging.judge(module);
    }

    private void handle(WatchEvent event) {
        switch (event) {
            case WatchEvent.Saved _ -> judging.judge(state.module());
            case WatchEvent.Stage stage -> state = state.stage(stage.text());
            case WatchEvent.Judged judged -> {
                if (judged.verdict().module().equals(state.module())) {
                    state = state.judged(judged);
                }
            }
            case WatchEvent.Broke broke -> state = state.notice(broke.message().lines().findFirst().orElse("This could not be judged."));
            case WatchEvent.Pressed pressed -> pressed(pressed.key());
            case WatchEvent.Resized _ -> { }   // drawn anew, like after everything
            case WatchEvent.Ended _ -> { }
        }
    }

    private void pressed(int key) {
        int page = Math.max(1, screen.rows() - 6);
        switch (key) {
            case 'r' -> judging.judge(state.module());
            case 'h' -> state.focus().ifPresentOrElse(task -> show("hint", task.id()), () -> state = state.notice("There is no open task to give a hint for."));
            case 'l' -> show("status", state.module().number());
            case 'm' -> show("status");
            case 'o' -> show("lesson", state.module().number());
            case 's' -> state.solved().ifPresentOrElse(task -> show("solution", task.id()),
                    () -> state = state.notice("A solution opens once the tests of its task pass."));
            case 'n' -> next();
            case 'a' -> state = state.toggleAll();
            case FullScreen.UP -> state = state.scroll(state.scroll() - 1);
            case FullScreen.DOWN -> state = state.scroll(state.scroll() + 1);
            case FullScreen.PAGE_UP -> state = state.scroll(state.scroll() - page);
            case FullScreen.PAGE_DOWN, ' ' -> state = state.scroll(state.scroll() + page);
            case FullScreen.ESCAPE -> state = state.panel(List.of());
            default -> { }
        }
    }

    private void next() {
        if (!state.green()) {
            state = state.nextTask();
            return;
        }
        Optional<CourseModule> next = state.verdict().flatMap(judged -> judged.standing().next()).map(ModuleStanding::module);
        next.ifPresentOrElse(this::open, () -> state = state.notice("All modules are done."));
    }

    /** Shows what another command says. */
    private void show(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add("--color=" + (session.style().color() ? "always" : "never"));
        StringWriter words = new StringWriter();
        Tito.run(session.captured(new PrintWriter(words)), arguments.toArray(String[]::new));
        state = state.panel(words.toString().lines().toList());
    }
}
