package tinytorch.course;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a reset, an assist or a restore changed.
 *
 * @param files  the files written, relative to the workspace, with forward slashes; empty when all were as wanted already
 * @param backup the folder that holds these files as they were before; empty when nothing was changed
 */
public record ChangeReport(List<String> files, Optional<Path> backup) {

    public ChangeReport {
        files = List.copyOf(files);
    }
}
