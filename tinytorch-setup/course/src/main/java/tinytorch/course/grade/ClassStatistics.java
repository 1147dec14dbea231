package tinytorch.course.grade;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.Task;

/**
 * How a class fared, from its reports.
 *
 * @param tasks     in the course's order, those that were graded
 * @param deciles   how many students have 0 to 10 %, 10 to 20 %, ... of the points; the last has 90 to 100 %
 * @param quartiles of the points: least, lower quartile, median, upper quartile, most
 */
public record ClassStatistics(List<OfTask> tasks, List<Integer> deciles, List<Double> quartiles) {
    private static final int PARTS = 10;

    /**
     * How a task fared.
     *
     * @param task     its id
     * @param students whose report has it
     * @param passed   how many of them passed
     * @param begun    how many wrote something that was tested
     * @param attempts the median of the recorded ones of those who passed; 0 if nobody's record has any
     * @param hints    the mean number of hints looked at, of those whose record has attempts or hints
     */
    public record OfTask(String task, int students, int passed, int begun, double attempts, double hints) {
    }

    /** The statistics of these reports, of which there is one at least. */
    public static ClassStatistics of(Course course, List<StudentReport> reports) {
        List<OfTask> tasks = new ArrayList<>();
        for (CourseModule module : course.builtModules()) {
            for (Task task : module.tasks()) {
                List<TaskReport> own = reports.stream().flatMap(report -> report.modules().stream()).flatMap(one -> one.tasks().stream())
                        .filter(one -> one.task().equals(task.id())).toList();
                if (!own.isEmpty()) {
                    tasks.add(of(task, own));
                }
            }
        }
        int[] deciles = new int[PARTS];
        reports.forEach(report -> deciles[Math.min(PARTS - 1, (int) (PARTS * report.points() / Math.max(1, report.maximum())))]++);
        double[] points = reports.stream().mapToDouble(StudentReport::points).sorted().toArray();
        List<Double> quartiles = new ArrayList<>();
        for (int quarter = 0; quarter <= 4; quarter++) {
            quartiles.add(quantile(points, quarter / 4.0));
        }
        return new ClassStatistics(tasks, Arrays.stream(deciles).boxed().toList(), quartiles);
    }

    private static OfTask of(Task task, List<TaskReport> reports) {
        List<TaskReport> passed = reports.stream().filter(report -> report.passed() == report.tests()).toList();
        int begun = (int) reports.stream().filter(report -> !report.status().equals("unwritten") && !report.status().equals("not run")).count();
        double[] attempts = recorded(passed, TaskReport::attempts);
        List<TaskReport> kept = reports.stream().filter(report -> report.attempts() + report.hints() > 0).toList();
        return new OfTask(task.id(), reports.size(), passed.size(), begun, attempts.length == 0 ? 0 : quantile(attempts, 0.5),
                kept.stream().mapToInt(TaskReport::hints).average().orElse(0));
    }

    private static double[] recorded(List<TaskReport> reports, ToIntFunction<TaskReport> value) {
        return reports.stream().mapToInt(value).filter(count -> count > 0).asDoubleStream().sorted().toArray();
    }

    /** Between two values in proportion, as NumPy's default has it. */
    private static double quantile(double[] sorted, double part) {
        double at = part * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
