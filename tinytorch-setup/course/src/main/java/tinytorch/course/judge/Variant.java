package tinytorch.course.judge;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import tinytorch.course.Task;

/**
 * A version of the learner's code and the tests to run on it; see {@link TaskRun#variants}.
 *
 * @param name      without spaces, unlike that of any other
 * @param classPath the learner's and the tests' classes, without the test tools
 * @param tests     of each task, in the order to run
 */
public record Variant(String name, List<Path> classPath, Map<Task, List<String>> tests) {
}
