package tinytorch.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The instructors' table of what each lab measures names experiments that are there and that the lab runs. */
final class LabRules {
    private static final String GUIDE = "tinytorch-setup/course/INSTRUCTORS.md";
    private static final Pattern ROW = Pattern.compile("\\| (\\d\\d) \\| [^|]+ \\| ([^|]+) \\|");
    private static final Pattern EXPERIMENT = Pattern.compile("`(\\w+)`");

    private LabRules() {
    }

    /** Says nothing of a course without a guide. */
    static void check(Course course, List<Problem> problems) {
        Path guide = course.home().resolve(GUIDE);
        if (!Files.isRegularFile(guide)) {
            return;
        }
        List<String> lines = read(guide).lines().toList();
        Set<String> measured = new TreeSet<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher row = ROW.matcher(lines.get(i));
            if (row.matches()) {
                CourseModule module = course.module(row.group(1));
                measured.add(module.number());
                Matcher experiment = EXPERIMENT.matcher(row.group(2));
                while (experiment.find()) {
                    check(course, module, experiment.group(1), i + 1, problems);
                }
            }
        }
        course.builtModules().stream().filter(module -> module.lab().isPresent() && !measured.contains(module.number()))
                .forEach(module -> problems.add(new Problem(GUIDE, 1, "the table of experiments says nothing of lab " + module.number() + ".")));
    }

    private static void check(Course course, CourseModule module, String experiment, int line, List<Problem> problems) {
        String lab = module.lab().orElse("");
        Path folder = module.sourceRoot(course.home()).resolve(lab.replace('.', '/')).getParent();
        if (!Files.isRegularFile(folder.resolve(experiment + ".java"))) {
            problems.add(new Problem(GUIDE, line, "lab " + module.number() + " has no experiment " + experiment + " in " + course.home().relativize(folder) + "."));
        } else if (sources(folder).noneMatch(file -> !file.endsWith(experiment + ".java") && read(file).contains(experiment))) {
            problems.add(new Problem(GUIDE, line, "nothing in lab " + module.number() + " runs the experiment " + experiment + "."));
        }
    }

    private static Stream<Path> sources(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("listing " + folder, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }
}
