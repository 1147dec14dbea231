package tinytorch.milestones.sketch;

import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;
import tinytorch.milestones.digit.DigitArt;
import tinytorch.milestones.digit.Ink;

/**
 * The terminal around an {@link Easel}: every key at once and unseen, a screen of its own, mouse reports. All of that is taken back however the program
 * ends: {@code q}, Ctrl-C or a signal. Ctrl-C is read as a key: as a signal it would reach the program that started this one too, which might end both before
 * anything is taken back.
 */
public final class DrawScreen {
    private static final String OPEN = "\u001b[?1049h\u001b[?25l\u001b[?1002h\u001b[?1006h"; // other screen, no cursor, mouse buttons and drags, as SGR reports
    private static final String CLOSE = "\u001b[?1006l\u001b[?1002l\u001b[?25h\u001b[?1049l";
    private static final int INTERRUPTED = 130;
    private static final char CTRL_C = 3;
    private static final long POLL_MILLIS = 100;

    private final Terminal terminal;
    private final Easel easel;
    private final Attributes attributes;
    private volatile boolean interrupted;
    private volatile boolean resized = true;
    private List<String> drawn = List.of();
    private boolean restored;

    private DrawScreen(Terminal terminal, Easel easel) {
        this.terminal = terminal;
        this.easel = easel;
        this.attributes = terminal.getAttributes();
    }

    /**
     * Lets the user draw until they have enough.
     *
     * @param answer tells in a few words what a digit in MNIST's form shows
     * @param bars   the most probable answers, as lines of at most so many characters
     * @return the exit code
     * @throws IOException if there is no terminal that can be drawn on; the message is a sentence for the user
     */
    public static int run(Function<Ink, String> answer, BiFunction<Ink, Integer, List<String>> bars) throws IOException {
        if (System.console() == null || !System.console().isTerminal() || "dumb".equals(System.getenv("TERM"))) {
            throw new IOException("--draw needs a terminal to draw on; use --image FILE for a picture.");
        }
        TerminalBuilder builder = TerminalBuilder.builder().system(true).dumb(false);
        if (!System.getProperty("os.name").startsWith("Windows")) {
            builder.provider("exec").exec(true).jni(false).ffm(false); // controls the terminal with stty: restores every setting, the native providers lose the speed
        }
        try (Terminal terminal = builder.build()) {
            Size size = terminal.getSize();
            if (size.getColumns() > 0 && (size.getColumns() < Easel.COLUMNS || size.getRows() < Easel.ROWS)) {
                throw new IOException("--draw needs a terminal of %d x %d characters, this one has %d x %d; make the window larger."
                        .formatted(Easel.COLUMNS, Easel.ROWS, size.getColumns(), size.getRows()));
            }
            DigitArt art = DigitArt.of(System.getenv(), true, terminal.encoding());
            Easel easel = new Easel(ink -> new Easel.Guess(answer.apply(ink), bars.apply(ink, Easel.BAR_COLUMNS)), art);
            return new DrawScreen(terminal, easel).run();
        } catch (IllegalStateException e) { // how JLine says that it found no way to control this terminal
            throw new IOException("--draw can't control this terminal (" + e.getMessage() + "); use --image FILE for a picture.", e);
        }
    }

    private int run() throws IOException {
        Thread hook = new Thread(this::restore);
        Runtime.getRuntime().addShutdownHook(hook);
        terminal.handle(Terminal.Signal.INT, _ -> interrupted = true);
        terminal.handle(Terminal.Signal.WINCH, _ -> resized = true);
        try {
            terminal.enterRawMode();
            Attributes raw = terminal.getAttributes();
            raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
            terminal.setAttributes(raw);
            terminal.writer().print(OPEN);
            draw();
            Input.Parser parser = new Input.Parser();
            while (!easel.isClosed() && !interrupted) {
                int c = terminal.reader().read(POLL_MILLIS);
                if (c == -1) { // the terminal is gone
                    break;
                }
                if (c == CTRL_C) {
                    interrupted = true;
                } else if (c != NonBlockingReader.READ_EXPIRED) {
                    for (Input input : parser.accept((char) c)) {
                        easel.accept(input);
                    }
                }
                if (!terminal.reader().ready()) { // several keys at once are drawn once
                    draw();
                }
            }
        } finally {
            restore();
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        return interrupted ? INTERRUPTED : 0;
    }

    /** Prints every line over the old one, so that nothing flickers. */
    private void draw() {
        List<String> lines = easel.screen();
        if (!resized && lines.equals(drawn)) {
            return;
        }
        drawn = lines;
        StringBuilder out = new StringBuilder(resized ? "\u001b[2J" : "");
        resized = false;
        for (int row = 0; row < lines.size(); row++) {
            out.append("\u001b[").append(row + 1).append(";1H").append(lines.get(row)).append("\u001b[K");
        }
        terminal.writer().print(out);
        terminal.flush();
    }

    private synchronized void restore() {
        if (!restored) {
            restored = true;
            terminal.writer().print(CLOSE);
            terminal.flush();
            terminal.setAttributes(attributes);
        }
    }
}
