package tinytorch.course.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * What a verification ran and found.
 *
 * @param checks  in the order they were made
 * @param mutants every planted wrong solution, in the order of the manifest
 * @param seconds what it took
 */
public record VerifyReport(List<CheckResult> checks, List<MutantResult> mutants, double seconds) {

    public VerifyReport {
        checks = List.copyOf(checks);
        mutants = List.copyOf(mutants);
    }

    public boolean ok() {
        return !checks.isEmpty() && checks.stream().allMatch(CheckResult::ok);
    }

    /** All problems, each with its check and subject. */
    public List<String> problems() {
        List<String> all = new ArrayList<>();
        for (CheckResult check : checks) {
            List<String> own = check.problems().isEmpty() && check.count() == 0 ? List.of("nothing was checked") : check.problems();
            own.forEach(problem -> all.add(check.subject() + ", " + check.name() + ": " + problem));
        }
        return all;
    }
}
