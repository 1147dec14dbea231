package tinytorch.tito;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import tinytorch.course.CourseException;
import tinytorch.course.WorkspaceException;
import tinytorch.course.judge.ProgressException;

/** Turns an exception into a message and an exit code. Only an error in tito itself has a stack trace, and that goes to a file. */
final class Errors implements IExecutionExceptionHandler {
    private final Session session;

    Errors(Session session) {
        this.session = session;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
        ExitCode exit = exit(e);
        String message = exit == ExitCode.INTERNAL ? internal(e, parsed) : e.getMessage();
        if (line.getCommand() instanceof TitoCommand command && command.json) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("error", message);
            facts.put("exit", exit.code());
            session.out().println(Json.text(facts));
        } else {
            Style.wrap("tito: " + message, "").forEach(session.err()::println);
        }
        return exit.code();
    }

    private static ExitCode exit(Exception e) {
        return switch (e) {
            case TitoException expected -> expected.exit();
            case WorkspaceException broken -> ExitCode.NO_WORKSPACE;
            case ProgressException broken -> ExitCode.NO_WORKSPACE;
            case CourseException broken -> ExitCode.NOTHING_RAN;
            case CancellationException stopped -> ExitCode.INTERRUPTED;
            default -> ExitCode.INTERNAL;
        };
    }

    private String internal(Exception e, ParseResult parsed) {
        StringWriter trace = new StringWriter();
        trace.write("tito " + Version.number() + ", Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name")
                + ", arguments " + parsed.originalArgs() + System.lineSeparator());
        e.printStackTrace(new PrintWriter(trace, true));
        String message = "an error in tito itself (" + e + ").";
        for (Path folder : new Path[] {session.home().resolve(".tito"), Path.of(System.getProperty("java.io.tmpdir"))}) {
            Path log = folder.resolve("tito-error.log");
            try {
                Files.createDirectories(folder);
                Files.writeString(log, trace.toString());
                return message + " What happened is in " + log + "; please report it with that file.";
            } catch (IOException unwritable) {
                e.addSuppressed(unwritable); // the next folder, or the trace itself
            }
        }
        return message + System.lineSeparator() + trace;
    }
}
