package tinytorch.course;

import java.util.List;

/**
 * What {@link Workspace#update} did. Paths are relative to the workspace, with forward slashes, in alphabetical order.
 *
 * @param added     new files, and generated files that had been deleted
 * @param replaced  files the learner had not touched
 * @param merged    files where the learner's regions were put into new surroundings
 * @param conflicts files that both sides changed: the learner's stays, the course's new one lies beside it as {@code NAME.new}
 * @param removed   files the course no longer has and the learner had not touched
 * @param kept      files the course no longer has, kept because the learner changed them
 */
public record UpdateReport(List<String> added, List<String> replaced, List<String> merged, List<String> conflicts,
        List<String> removed, List<String> kept) {

    public UpdateReport {
        added = List.copyOf(added);
        replaced = List.copyOf(replaced);
        merged = List.copyOf(merged);
        conflicts = List.copyOf(conflicts);
        removed = List.copyOf(removed);
        kept = List.copyOf(kept);
    }

    /** Whether the workspace was already up to date. */
    public boolean nothingNew() {
        return added.isEmpty() && replaced.isEmpty() && merged.isEmpty() && conflicts.isEmpty() && removed.isEmpty() && kept.isEmpty();
    }
}
