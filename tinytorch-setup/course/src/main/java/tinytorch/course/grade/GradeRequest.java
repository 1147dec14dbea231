package tinytorch.course.grade;

import java.util.List;
import java.util.Map;

/**
 * What a grading process is told, as JSON on its standard input: paths do not show in its command line.
 *
 * @param home          the distribution
 * @param source        the submission
 * @param folder        an empty folder to work in
 * @param hide          folders that the code under test has no business in
 * @param modules       the numbers of the modules to grade
 * @param hiddenFolders see {@link HiddenTests}
 * @param hiddenTests   see {@link HiddenTests}
 * @param allowed       the names of the powers that every class may have
 * @param testSeconds   the limit for one test
 * @param partial       points in proportion to the tests that passed
 */
record GradeRequest(String home, String source, String folder, List<String> hide, List<String> modules, Map<String, String> hiddenFolders,
        Map<String, Map<String, List<String>>> hiddenTests, List<String> allowed, double testSeconds, boolean partial) {
}
