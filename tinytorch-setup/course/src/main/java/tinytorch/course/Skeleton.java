package tinytorch.course;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

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

    /** What is not the same in one that was generated again, in sentences; empty if every byte is. */
    public List<String> differences(Skeleton again) {
        List<String> problems = new ArrayList<>();
        Set<String> names = new TreeSet<>(files.keySet());
        names.addAll(again.files.keySet());
        for (String name : names) {
            SkeletonFile a = files.get(name);
            SkeletonFile b = again.files.get(name);
            if (a == null || b == null || a.executable() != b.executable() || !Arrays.equals(a.content(), b.content())) {
                problems.add(name + " is not the same when it is generated again.");
            }
        }
        return problems;
    }
}
