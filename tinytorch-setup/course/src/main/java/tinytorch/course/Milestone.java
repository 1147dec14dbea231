package tinytorch.course;

import java.util.List;
import java.util.Optional;

/**
 * A program that runs on the learner's own code once a stretch of the course is done.
 *
 * @param id      such as {@code inference}
 * @param title   a few words
 * @param summary one sentence
 * @param gate    numbers of the modules that must be green, such as {@code 05}
 * @param main    the class to run; empty as long as the milestone is not built
 * @param measures what a run measures, the most telling first
 */
public record Milestone(String id, String title, String summary, List<String> gate, Optional<String> main, List<Measure> measures) {

    public Milestone {
        gate = List.copyOf(gate);
        measures = List.copyOf(measures);
    }

    /** Whether this version of the course has the program. */
    public boolean built() {
        return main.isPresent();
    }
}
