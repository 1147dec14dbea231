package tinytorch.course.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Collects what was checked, in order. */
final class Report {
    private final VerifyListener listener;
    private final List<CheckResult> checks = new ArrayList<>();
    private final List<MutantResult> mutants = new ArrayList<>();

    Report(VerifyListener listener) {
        this.listener = listener;
    }

    /** Seconds since {@code start}, a {@link System#nanoTime}. */
    static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Adds a check that took this long. */
    void add(String name, String subject, int count, String unit, List<String> problems, double seconds) {
        CheckResult result = new CheckResult(name, subject, count, unit, problems, seconds);
        checks.add(result);
        synchronized (listener) {
            listener.checked(result);
        }
    }

    /** Makes a check of {@code count} things and adds it; gives the problems. */
    <T> List<T> timed(String name, String subject, String unit, int count, Supplier<List<T>> check, Function<T, String> text) {
        long start = System.nanoTime();
        List<T> problems = check.get();
        add(name, subject, count, unit, problems.stream().map(text).toList(), since(start));
        return problems;
    }

    void add(List<MutantResult> results) {
        mutants.addAll(results);
    }

    List<CheckResult> checks() {
        return checks;
    }

    List<MutantResult> mutants() {
        return mutants;
    }
}
