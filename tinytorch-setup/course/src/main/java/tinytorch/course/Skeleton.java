package tinytorch.course;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a workspace, in memory. The same course and the same solved tasks give the same bytes.
 *
 * @param files by path relative to the workspace, with forward slashes
 */
public record Skeleton(SortedMap<String, SkeletonFile> files) {

    public Skeleton {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Writes all files below {@code folder}, which is made if need be; files that are there already are replaced. */
    public void writeTo(Path folder) {
        files.forEach((path, file) -> AtomicFiles.write(folder.resolve(path), file.content(), file.executable()));
    }
}
