package tinytorch.course;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Cuts workspaces from the finished sources of a course. */
public final class Generator {
    private final Course course;
    private final CourseSources sources;

    /**
     * Reads and checks all sources of the course once.
     *
     * @throws CourseException if the {@link Linter} finds a problem; the message lists them all
     */
    public Generator(Course course) {
        this.course = course;
        this.sources = CourseSources.read(course);
        if (!sources.problems().isEmpty()) {
            throw new CourseException("The course's sources need mending before a workspace can be cut:\n"
                    + sources.problems().stream().map(problem -> "  " + problem).collect(Collectors.joining("\n")));
        }
    }

    /** The workspace in which every task waits for the learner. */
    public Skeleton unsolved() {
        return generate(List.of());
    }

    /** The workspace in which the modules up to {@code last}, itself included, are solved and the others are not. */
    public Skeleton solvedUpTo(CourseModule last) {
        return generate(course.upTo(last).stream().flatMap(module -> module.tasks().stream()).map(Task::id).toList());
    }

    /** The workspace in which every task is solved. */
    public Skeleton solved() {
        return generate(course.tasks().stream().map(Task::id).toList());
    }

    /** The workspace in which every task but this one is solved. */
    public Skeleton solvedBut(Task task) {
        return generate(course.tasks().stream().map(Task::id).filter(id -> !id.equals(task.id())).toList());
    }

    /**
     * The workspace in which exactly these tasks, of any modules, are solved.
     *
     * @throws CourseException if one of them does not exist
     */
    public Skeleton generate(Collection<String> solvedTasks) {
        Set<String> solved = new HashSet<>();
        solvedTasks.forEach(task -> solved.add(course.task(task).id()));
        SortedMap<String, SkeletonFile> files = new TreeMap<>(WorkspaceTemplates.files());
        for (CourseSources.SourceFile file : sources.files().values()) {
            byte[] content = file.regions().isEmpty() ? file.content() : cut(file, solved).getBytes(StandardCharsets.UTF_8);
            files.put(file.path(), new SkeletonFile(content, file.executable()));
        }
        return new Skeleton(files);
    }

    /** The finished regions of a task, in the order of files and lines. */
    public List<SolutionText> solution(Task task) {
        List<SolutionText> texts = new ArrayList<>();
        for (CourseSources.SourceFile file : sources.files().values()) {
            for (RegionRules.Found found : file.regions()) {
                if (found.region().task().equals(task.id())) {
                    String body = found.region().body(file.text());
                    // An empty last line would count as a line without indentation.
                    texts.add(new SolutionText(file.path(), found.text().method(), body.stripTrailing().stripIndent() + "\n"));
                }
            }
        }
        return texts;
    }

    /** What stands above the methods of a task, in the order of files and lines. */
    public List<TaskText> texts(Task task) {
        return sources.texts(task);
    }

    /** Paths of the sources that have regions of the task. */
    List<String> filesOf(Task task) {
        return solution(task).stream().map(SolutionText::file).distinct().toList();
    }

    private static String cut(CourseSources.SourceFile file, Set<String> solved) {
        String text = file.text();
        List<Region> regions = file.regions().stream().map(RegionRules.Found::region).toList();
        return Regions.replace(text, regions, region -> solved.contains(region.task()) ? region.body(text) : Regions.stub(region));
    }
}
