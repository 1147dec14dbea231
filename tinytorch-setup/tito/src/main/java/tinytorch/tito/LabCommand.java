package tinytorch.tito;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tinytorch.course.CourseModule;
import tinytorch.course.Workspace;
import tinytorch.course.judge.ClassPaths;

/** Runs a module's systems lab: experiments measured on the learner's own code. */
@Command(name = "lab", mixinStandardHelpOptions = true, description = "Run a module's lab: measured experiments on your own code. Prints tables, and leaves them as CSV files with plots as PNG files.",
        footerHeading = "%nExample:%n", footer = {"  tito lab 02", "  tito lab 02 --out ~/report"})
final class LabCommand extends TitoCommand {

    @Parameters(index = "0", paramLabel = "NN", description = "The module, by number or name.")
    private String module;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the files go, instead of lab-results/NN in the workspace.")
    private Path folder;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "ARG", description = "Handed to the lab.")
    private List<String> arguments = new ArrayList<>();

    LabCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        CourseModule found = builtModule(module);
        String lab = found.lab().orElseThrow(() -> new TitoException(ExitCode.USAGE, "module " + found.number() + " has no lab."));
        Optional<Workspace> workspace = workspace();
        if (workspace.isEmpty()) {
            needFinishedLibrary("a lab outside of a workspace");
        }
        workspace.ifPresent(own -> requireDone(own, found));
        Path root = workspace.map(Workspace::root).orElse(session.home());
        LabFiles files = folder == null ? LabFiles.of(root, found) : LabFiles.in(session.here().resolve(folder));
        Program program = new Program(session, json, "-Dtinytorch.lab.folder=" + files.begin(), Program.MEMORY_TOUCHED);
        program.compile(workspace, found);
        program.announce(workspace);
        int code = program.run(ClassPaths.lab(course(), root, found), lab, arguments);
        List<Path> written = List.of();
        if (code == 0) {
            written = files.finish();
        } else {
            files.discard();
        }
        return report(found, code, program.output(), files.place(), written);
    }

    private Report report(CourseModule found, int code, String output, Path place, List<Path> written) {
        Report report = new Report(ExitCode.of(code)).fact("module", found.number()).fact("exit", code).fact("output", output)
                .fact("files", written.stream().map(Path::toString).toList());
        if (!written.isEmpty()) {
            long plots = written.stream().filter(file -> file.toString().endsWith(".png")).count();
            report.line().line("Tables as CSV: %d, plots as PNG: %d. In %s".formatted(written.size() - plots, plots, place));
        }
        return report;
    }

    /** A lab prints with module 01's tables and measures everything up to its own module: an unwritten task would end it half way. */
    private void requireDone(Workspace workspace, CourseModule found) {
        Standing standing = standing(Optional.of(workspace));
        List<String> missing = course().upTo(found).stream().map(standing::of).filter(one -> one.state() != ModuleStanding.State.DONE)
                .map(one -> one.module().number()).toList();
        if (!missing.isEmpty()) {
            throw new TitoException(ExitCode.LOCKED, "lab " + found.number() + " measures your own code, and waits for the tests of "
                    + String.join(", ", missing) + " to pass: " + session.command("test " + missing.getFirst())
                    + (session.released() ? "." : ". To see it on the finished library, run it in the distribution: " + session.home()));
        }
    }
}
