package tinytorch.data.source;

import java.nio.file.Path;
import java.util.List;

/**
 * What is there of a dataset.
 *
 * @param dataset  which
 * @param folder   where it is, or would be
 * @param kind     how much of it
 * @param problems a sentence for each file that is missing or not as it was published; empty if all is well or nothing is there
 */
public record DatasetState(PublishedDataset dataset, Path folder, Kind kind, List<String> problems) {

    /** How much of a dataset is there. */
    public enum Kind {
        /** All files. */
        PRESENT,
        /** None of its files. */
        ABSENT,
        /** Some files are missing, the others are right. */
        INCOMPLETE,
        /** A file is not what was published. */
        DAMAGED
    }

    public DatasetState {
        problems = List.copyOf(problems);
    }
}
