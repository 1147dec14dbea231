package tinytorch.milestones.gpt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import tinytorch.milestones.program.Outcome;
import tinytorch.milestones.program.UsageException;

/**
 * The user types the beginning of a text, the network goes on after it, again and again. It is no conversation: a network that has read plays writes plays.
 *
 * @param scribe writes
 * @param tokens how many, each time
 * @param seed   of what is written first; every answer has its own
 */
record Chat(Scribe scribe, int tokens, long seed) {
    private static final String PROMPT = "you> ";

    /** At a terminal, with line editing and history. Ctrl-C ends an answer, or clears a line; Ctrl-D or an empty line's end ends it all. */
    void atTerminal() throws IOException {
        TerminalBuilder builder = TerminalBuilder.builder().system(true);
        if (!System.getProperty("os.name").startsWith("Windows")) {
            builder.provider("exec").exec(true).jni(false).ffm(false);
        }
        try (Terminal terminal = builder.build()) {
            PrintStream out = new PrintStream(terminal.output(), true, terminal.encoding());
            out.println("Type the beginning of a text. Ctrl-C ends an answer, Ctrl-D the program.");
            AtomicBoolean interrupted = new AtomicBoolean();
            terminal.handle(Terminal.Signal.INT, _ -> interrupted.set(true));
            LineReader reader = LineReaderBuilder.builder().terminal(terminal).build();
            reader.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
            for (int turn = 0; true; turn++) {
                try {
                    String line = reader.readLine(PROMPT);
                    interrupted.set(false);
                    answer(line, turn, out, interrupted);
                } catch (UserInterruptException e) {
                    out.println("Ctrl-D ends the program.");
                } catch (EndOfFileException e) {
                    return;
                }
            }
        }
    }

    /** From a file or a pipe: a line, an answer. */
    void from(InputStream in, PrintStream out) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
        int turn = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            out.println(PROMPT + line);
            answer(line, turn++, out, new AtomicBoolean());
        }
    }

    private void answer(String line, int turn, PrintStream out, AtomicBoolean interrupted) {
        if (line.isEmpty()) {
            return;
        }
        try {
            int[] prompt = scribe.prompt(line);
            out.print(line);
            scribe.write(prompt, tokens, seed + turn, out, interrupted::get);
            out.println("\n");
        } catch (UsageException e) {
            Outcome.lines(e.getMessage() + ".").forEach(out::println);
        }
    }
}
