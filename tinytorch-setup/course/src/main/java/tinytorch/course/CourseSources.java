package tinytorch.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** All files a workspace is cut from, read once, with the regions found in them and every problem seen on the way. */
final class CourseSources {

    /**
     * A file as the distribution has it; poms are cut already.
     *
     * @param regions empty for all files but sources with tasks
     */
    record SourceFile(String path, byte[] content, boolean executable, List<RegionRules.Found> regions) {
        String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    private final Course course;
    private final SortedMap<String, SourceFile> files = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private CourseSources(Course course) {
        this.course = course;
    }

    static CourseSources read(Course course) {
        CourseSources sources = new CourseSources(course);
        SortedMap<String, String> java = new TreeMap<>();
        for (String path : CourseFiles.of(course)) {
            sources.read(path, java);
        }
        Map<String, JavaSource> parsed = JavaSource.parse(java);
        parsed.values().forEach(sources::addRegions);
        sources.checkTasks(parsed);
        sources.problems.addAll(ReactorRules.check(course, sources.files));
        sources.problems.sort(Comparator.comparing(Problem::file).thenComparingInt(Problem::line));
        return sources;
    }

    SortedMap<String, SourceFile> files() {
        return Collections.unmodifiableSortedMap(files);
    }

    /** What stands above the methods of a task, in the order of files and lines. */
    List<TaskText> texts(Task task) {
        return files.values().stream().flatMap(file -> file.regions().stream()).filter(found -> found.region().task().equals(task.id()))
                .map(RegionRules.Found::text).toList();
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    private void read(String path, Map<String, String> java) {
        Path file = course.home().resolve(path);
        try {
            byte[] content = Files.readAllBytes(file);
            if (path.endsWith(".java")) {
                String text = text(path, content);
                if (text.toLowerCase(Locale.ROOT).contains("tito") || testOf(path).isPresent()) {
                    java.put(path, text);
                }
            } else if (path.endsWith("pom.xml")) {
                String pom = PomCut.cut(path, text(path, content), problems);
                content = (path.equals("pom.xml") ? PomCut.lenient(path, pom, problems) : pom).getBytes(StandardCharsets.UTF_8);
            }
            boolean executable = path.equals("mvnw") || path.endsWith(".sh");
            files.put(path, new SourceFile(path, content, executable, List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    /** The built module whose test this source is. */
    private Optional<CourseModule> testOf(String path) {
        return course.builtModules().stream().filter(module -> path.startsWith(module.path() + "/src/test/java/")).findFirst();
    }

    private String text(String path, byte[] content) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException e) {
            problems.add(new Problem(path, 1, "this file is not text in UTF-8: " + e.getMessage() + "."));
            return "";
        }
    }

    private void addRegions(JavaSource source) {
        String path = source.name();
        List<RegionRules.Found> found = RegionRules.read(source, problems);
        Optional<CourseModule> module = course.modules().stream().filter(m -> path.startsWith(m.path() + "/src/main/java/")).findFirst();
        found.forEach(each -> checkTask(path, each.region(), module));
        SourceFile file = files.get(path);
        files.put(path, new SourceFile(path, file.content(), file.executable(), found));
    }

    private void checkTask(String path, Region region, Optional<CourseModule> module) {
        if (module.isEmpty()) {
            problems.add(new Problem(path, region.line(), "only a module's sources in src/main/java have regions."));
        } else if (course.tasks().stream().noneMatch(task -> task.id().equals(region.task()))) {
            problems.add(new Problem(path, region.line(), "the manifest has no task '" + region.task() + "'."
                    + Names.suggestion(region.task(), course.tasks().stream().map(Task::id).toList(),
                            "Add it to manifest/tasks/" + module.get().name() + ".json.")));
        } else if (module.get().tasks().stream().noneMatch(task -> task.id().equals(region.task()))) {
            problems.add(new Problem(path, region.line(), "the task '" + region.task() + "' belongs to module "
                    + course.moduleOf(region.task()).name() + ", but this file to module " + module.get().name() + "."));
        }
    }

    private void checkTasks(Map<String, JavaSource> parsed) {
        Map<String, List<String>> bodies = new HashMap<>();
        Set<String> tested = new HashSet<>();
        files.values().forEach(file -> file.regions().forEach(found ->
                bodies.computeIfAbsent(found.region().task(), _ -> new ArrayList<>()).add(found.region().body(file.text()))));
        parsed.forEach((path, source) -> testOf(path).ifPresent(module -> tested.addAll(TestRules.check(source, module, task -> texts(task).stream().map(TaskText::place).toList(), problems))));
        for (CourseModule module : course.builtModules()) {
            for (Task task : module.tasks()) {
                if (!bodies.containsKey(task.id())) {
                    problems.add(inManifest(module, task, "the task '" + task.id() + "' has no region in the sources of its module."));
                }
                if (!tested.contains(task.id())) {
                    problems.add(inManifest(module, task, "no test is tagged with the task '" + task.id() + "'."));
                }
                HintRules.check(task, bodies.getOrDefault(task.id(), List.of())).ifPresent(message -> problems.add(inManifest(module, task, message)));
            }
        }
    }

    private Problem inManifest(CourseModule module, Task task, String message) {
        String path = "tinytorch-setup/course/manifest/tasks/" + module.name() + ".json";
        try {
            List<String> lines = Files.readAllLines(course.home().resolve(path));
            int index = 0;
            while (index < lines.size() - 1 && !lines.get(index).matches(".*\"id\"\\s*:\\s*\"" + task.id() + "\".*")) {
                index++;
            }
            return new Problem(path, index + 1, message);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + path, e);
        }
    }
}
