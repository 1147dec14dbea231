package tinytorch.tito;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tinytorch.book.Book;
import tinytorch.course.Workspace;
import tinytorch.course.judge.Folders;

/** The whole course as pages to read in a browser. */
@Command(name = "book", mixinStandardHelpOptions = true,
        description = "Make the course a book to read in a browser: chapters, task texts, your labs' figures, the documentation of all classes, and a search. No network is needed, neither to make it nor to read it.",
        footerHeading = "%nExamples:%n", footer = {"  tito book                 in the folder book", "  tito book /tmp/book --no-api"})
final class BookCommand extends TitoCommand {
    /** What tells a book from any other folder. */
    private static final String MARK = "book.css";

    @Parameters(arity = "0..1", paramLabel = "DIR", defaultValue = "book", description = "The folder for it: a new one, an empty one, or a book, which is replaced. Default: ${DEFAULT-VALUE}.")
    private Path folder;

    @Option(names = "--no-api", description = "Without the documentation of all classes, which takes most of the time.")
    private boolean withoutApi;

    BookCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        Path target = session.here().resolve(folder).normalize();
        refuseOther(target);
        Path unfinished = target.resolveSibling(target.getFileName() + ".new");
        try {
            Folders.delete(unfinished);
            Files.createDirectories(unfinished);
            Book book = new Book(course(), workspace().map(Workspace::root).orElse(session.home()), what -> session.err().println("tito: " + what));
            Book.Summary made = book.write(unfinished, !withoutApi);
            Folders.delete(target);
            Files.move(unfinished, target);
            Path index = target.resolve("index.html");
            return new Report(ExitCode.OK).fact("book", index).fact("pages", made.pages()).fact("figures", made.figures()).fact("api", made.names()).fact("searchable", made.entries())
                    .line("%d pages, %d figures of your labs, %d places to search.".formatted(made.pages(), made.figures(), made.entries())).line("Open " + index.toUri());
        } catch (IOException e) {
            throw new TitoException(ExitCode.USAGE, target + " can't be written: " + e.getMessage(), e);
        } finally {
            Folders.delete(unfinished);
        }
    }

    private static void refuseOther(Path target) {
        if (!free(target) && !Files.isRegularFile(target.resolve(MARK))) {
            throw new TitoException(ExitCode.USAGE, target + " is there and is no book; it stays as it is. Name another folder.");
        }
    }
}
