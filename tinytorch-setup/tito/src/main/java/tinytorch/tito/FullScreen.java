package tinytorch.tito;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;

/**
 * The terminal as a screen of its own: every key at once and unseen, lines drawn over the old ones. All of that is taken back however the program ends: a key,
 * Ctrl-C or a signal. Ctrl-C is read as a key: as a signal it would reach the JVM of the tests too.
 */
final class FullScreen implements AutoCloseable {
    static final int CTRL_C = 3;
    static final int ESCAPE = 27;
    static final int GONE = -1;
    static final int UP = -11;
    static final int DOWN = -12;
    static final int PAGE_UP = -13;
    static final int PAGE_DOWN = -14;
    private static final int OTHER = -15;
    private static final long SEQUENCE_MILLIS = 30;
    private static final String OPEN = "\u001b[?1049h\u001b[?25l";
    private static final String CLOSE = "\u001b[0m\u001b[?25h\u001b[?1049l";
    private static final int ROWS = 24;

    private final Terminal terminal;
    private final boolean close;
    private final PrintWriter out;
    private final Attributes attributes;
    private final Thread hook = new Thread(this::restore);
    private List<String> drawn = List.of();
    private boolean restored;

    private FullScreen(Terminal terminal, boolean close) {
        this.terminal = terminal;
        this.close = close;
        this.out = new PrintWriter(new FallbackWriter(terminal.writer(), terminal.encoding()));
        this.attributes = terminal.getAttributes();
    }

    /**
     * The process's terminal.
     *
     * @throws IOException if there is none that can be drawn on
     */
    static Terminal terminal() throws IOException {
        TerminalBuilder builder = TerminalBuilder.builder().system(true).dumb(false).encoding(System.out.charset());
        if (!System.getProperty("os.name").startsWith("Windows")) {
            builder.provider("exec").exec(true).jni(false).ffm(false); // controls the terminal with stty: restores every setting, the native providers lose the speed
        }
        try {
            return builder.build();
        } catch (IllegalStateException e) { // how JLine says that it found no way to control this terminal
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Takes over the terminal of the shell that the command was typed in, or else the process's. */
    static FullScreen open(Session session) throws IOException {
        return open(session.shared().isPresent() ? session.shared().get() : terminal(), session.shared().isEmpty());
    }

    /** Takes over this terminal; {@code close} says whether it is closed in the end. */
    static FullScreen open(Terminal terminal, boolean close) {
        FullScreen screen = new FullScreen(terminal, close);
        Runtime.getRuntime().addShutdownHook(screen.hook);
        terminal.enterRawMode();
        Attributes raw = terminal.getAttributes();
        raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        terminal.setAttributes(raw);
        screen.out.print(OPEN);
        screen.out.flush();
        return screen;
    }

    /** Calls this when the terminal gets another size. */
    void onResize(Runnable resized) {
        terminal.handle(Terminal.Signal.WINCH, _ -> {
            forget();
            resized.run();
        });
    }

    int rows() {
        Size size = terminal.getSize();
        return size.getRows() > 0 ? size.getRows() : ROWS;
    }

    int columns() {
        Size size = terminal.getSize();
        return size.getColumns() > 0 ? size.getColumns() : Style.WIDTH;
    }

    /** Waits for the next key; {@link #GONE} when the terminal is gone. Whoever reads no more leaves no reader behind that would take a key from others. */
    int key() throws IOException {
        int key = terminal.reader().read();
        if (key != ESCAPE) {
            return key;
        }
        int next = terminal.reader().read(SEQUENCE_MILLIS);
        return next == '[' || next == 'O' ? sequence() : ESCAPE;
    }

    /** The rest of what the terminal sends for a key that is no character. */
    private int sequence() throws IOException {
        int first = terminal.reader().read(SEQUENCE_MILLIS);
        int last = first;
        while (last >= ' ' && last < '@') {   // parameters come before the letter that ends it
            last = terminal.reader().read(SEQUENCE_MILLIS);
        }
        return switch (last) {
            case 'A' -> UP;
            case 'B' -> DOWN;
            case '~' -> first == '5' ? PAGE_UP : first == '6' ? PAGE_DOWN : OTHER;
            default -> OTHER;
        };
    }

    private synchronized void forget() {
        drawn = List.of();
    }

    /** Shows these lines, cut where the screen ends; only what differs from the last time is written. */
    synchronized void draw(List<String> lines, int rows, int columns) {
        if (restored) {
            return;
        }
        StringBuilder text = new StringBuilder(drawn.isEmpty() ? "\u001b[2J" : "");
        int count = Math.min(lines.size(), rows);
        for (int row = 0; row < count; row++) {
            if (row >= drawn.size() || !drawn.get(row).equals(lines.get(row))) {
                text.append(at(row)).append(cut(lines.get(row), columns)).append("\u001b[0m\u001b[K");
            }
        }
        if (drawn.size() > count) {
            text.append(at(count)).append("\u001b[J");
        }
        drawn = List.copyOf(lines.subList(0, count));
        out.print(text);
        out.flush();
        terminal.flush();
    }

    private static String at(int row) {
        return "\u001b[" + (row + 1) + ";1H";
    }

    private String cut(String line, int columns) {
        AttributedString text = AttributedString.fromAnsi(line);
        return text.columnLength() <= columns ? line : text.columnSubSequence(0, columns).toAnsi(terminal);
    }

    private synchronized void restore() {
        if (!restored) {
            restored = true;
            out.print(CLOSE);
            out.flush();
            terminal.flush();
            terminal.setAttributes(attributes);
        }
    }

    @Override
    public void close() throws IOException {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return;   // the hook is running: it has closed what there is to close
        }
        if (close) {
            terminal.close();
        }
    }
}
