package tinytorch.board.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tinytorch.board.BoardException;
import tinytorch.board.Problem;
import tinytorch.model.Rejected;
import tinytorch.model.Submission;
import tinytorch.model.Task;

/**
 * A packed model in a folder.
 *
 * @param learner the folder's name: who hands it in
 * @param file    its name
 */
record LocalEntry(String learner, String file, Task task, byte[] zip) {
    private static final String ZIP = ".zip";

    /** All {@code NAME/FILE.zip} below a folder, in the order of their names. */
    static List<LocalEntry> in(Path folder) throws IOException {
        List<LocalEntry> entries = new ArrayList<>();
        for (Path learner : list(folder)) {
            for (Path file : list(learner)) {
                if (file.toString().endsWith(ZIP)) {
                    entries.add(of(file));
                }
            }
        }
        if (entries.isEmpty()) {
            throw new BoardException(Problem.BAD_REQUEST, "there is no NAME/FILE.zip in " + folder + ". Pack a model there: tito submit MODEL --pack " + folder.resolve("me").resolve("model.zip"));
        }
        return entries;
    }

    private static LocalEntry of(Path file) throws IOException {
        byte[] zip = Files.readAllBytes(file);
        try {
            return new LocalEntry(file.getParent().getFileName().toString(), file.getFileName().toString(), Submission.open(zip).task(), zip);
        } catch (Rejected e) {
            throw new BoardException(Problem.BAD_REQUEST, file + " can't take part. " + e.reason() + ": " + e.getMessage());
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
