package tinytorch.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the manifest's files and checks what one file can't say alone: unique ids, known needs, no cycles. */
final class Manifest {
    private static final int SCHEMA = 1;

    private Manifest() {
    }

    static Course read(Path home) {
        Path folder = Course.manifestFolder(home);
        JsonEntry root = JsonEntry.file(folder.resolve("course.json"), "manifest/course.json");
        int schema = root.integer("schema");
        if (schema != SCHEMA) {
            throw root.error("schema " + schema + " is not known, this version of the engine reads schema " + SCHEMA + ".");
        }
        String title = root.text("title");
        List<CourseModule> modules = modules(root.objects("modules"), folder);
        List<Milestone> milestones = milestones(root.objects("milestones"), modules);
        root.end();
        refuseStrayTaskFiles(folder, modules);
        return new Course(home, title, modules, milestones);
    }

    private static List<CourseModule> modules(List<JsonEntry> entries, Path folder) {
        List<CourseModule> modules = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (JsonEntry entry : entries) {
            String number = entry.text("number");
            String id = entry.text("id");
            if (!number.equals("%02d".formatted(modules.size() + 1))) {
                throw entry.error("the numbers must go 01, 02, 03, ... in this order, but the number is '" + number + "'.");
            }
            if (!id.matches("[a-z][a-z0-9]*")) {
                throw entry.error("the id '" + id + "' must be lower-case letters and digits.");
            }
            String path = entry.text("path");
            if (!path.matches("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")) {
                throw entry.error("the path '" + path + "' must be folder names with '/' between them.");
            }
            if (!taken.add("id " + id) || !taken.add("path " + path)) {
                throw entry.error("another module has the same id or path.");
            }
            CourseModule module = new CourseModule(number, id, entry.text("title"), entry.text("phase"), path,
                    entry.text("package"), entry.text("summary"), entry.optionalText("lab"), tasks(folder, number, id));
            entry.end();
            modules.add(module);
        }
        return modules;
    }

    private static List<Task> tasks(Path folder, String number, String module) {
        String name = "manifest/tasks/" + number + "-" + module + ".json";
        Path file = folder.resolve("tasks").resolve(number + "-" + module + ".json");
        if (!Files.exists(file)) {
            return List.of();
        }
        JsonEntry root = JsonEntry.file(file, name);
        Map<String, Task> tasks = new HashMap<>();
        List<Task> ordered = new ArrayList<>();
        List<JsonEntry> entries = root.objects("tasks");
        for (JsonEntry entry : entries) {
            Task task = task(entry, module);
            if (tasks.put(task.id(), task) != null) {
                throw entry.error("the id '" + task.id() + "' is used twice.");
            }
            ordered.add(task);
        }
        root.end();
        if (ordered.stream().allMatch(Task::stretch)) {
            throw root.error("a built module has at least one task that is no stretch task.");
        }
        for (int i = 0; i < ordered.size(); i++) {
            checkNeeds(ordered.get(i), tasks, entries.get(i));
        }
        return ordered;
    }

    private static Task task(JsonEntry entry, String module) {
        Task task = new Task(entry.text("id"), entry.text("title"), entry.integer("points"), entry.flag("stretch"), entry.texts("needs"),
                entry.texts("hints"));
        entry.end();
        if (!task.id().matches("[a-z][a-z0-9]*\\.[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw entry.error("the id '" + task.id() + "' must look like '" + module + ".some-name'.");
        }
        if (!task.moduleId().equals(module)) {
            throw entry.error("the id must start with '" + module + ".'.");
        }
        if (task.points() < 1) {
            throw entry.error("points must be at least 1, are " + task.points() + ".");
        }
        if (task.hints().size() != Task.HINTS) {
            throw entry.error("a task has exactly " + Task.HINTS + " hints, this one has " + task.hints().size() + ".");
        }
        return task;
    }

    private static void checkNeeds(Task task, Map<String, Task> tasks, JsonEntry entry) {
        for (String need : task.needs()) {
            if (!tasks.containsKey(need)) {
                throw entry.error("it needs '" + need + "', which is no task of the same module."
                        + Names.suggestion(need, List.copyOf(tasks.keySet()), "Tasks of earlier modules are not listed."));
            }
            if (tasks.get(need).stretch() && !task.stretch()) {
                throw entry.error("it needs '" + need + "', a stretch task, which a learner may leave out. Make it a stretch task too, or do without.");
            }
        }
        if (new HashSet<>(task.needs()).size() != task.needs().size()) {
            throw entry.error("it lists a need twice.");
        }
        if (reaches(task, task.id(), tasks, new HashSet<>())) {
            throw entry.error("its needs lead back to itself.");
        }
    }

    private static boolean reaches(Task from, String goal, Map<String, Task> tasks, Set<String> seen) {
        for (String need : from.needs()) {
            if (need.equals(goal) || tasks.containsKey(need) && seen.add(need) && reaches(tasks.get(need), goal, tasks, seen)) {
                return true;
            }
        }
        return false;
    }

    private static List<Milestone> milestones(List<JsonEntry> entries, List<CourseModule> modules) {
        List<Milestone> milestones = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (JsonEntry entry : entries) {
            Milestone milestone = new Milestone(entry.text("id"), entry.text("title"), entry.text("summary"),
                    entry.texts("gate"), entry.optionalText("main"), measures(entry));
            entry.end();
            if (!taken.add(milestone.id())) {
                throw entry.error("the id '" + milestone.id() + "' is used twice.");
            }
            for (String number : milestone.gate()) {
                Optional<CourseModule> module = modules.stream().filter(m -> m.number().equals(number)).findFirst();
                if (module.isEmpty()) {
                    throw entry.error("its gate names module '" + number + "', which does not exist.");
                }
            }
            milestones.add(milestone);
        }
        return milestones;
    }

    private static List<Measure> measures(JsonEntry milestone) {
        List<Measure> measures = new ArrayList<>();
        for (JsonEntry entry : milestone.optionalObjects("measures")) {
            Measure measure = new Measure(entry.text("metric"), entry.text("says"));
            entry.end();
            if (measure.of(0).equals(measure.says())) {
                throw entry.error("its words have no place for the value: {percent} or {number}.");
            }
            measures.add(measure);
        }
        return measures;
    }

    /** A task file whose name fits no module would be silently ignored: a typing error that hides a whole module. */
    private static void refuseStrayTaskFiles(Path folder, List<CourseModule> modules) {
        for (String kind : List.of("tasks", "tests", "mutants")) {
            Path files = folder.resolve(kind);
            if (!Files.isDirectory(files)) {
                continue;
            }
            try (Stream<Path> list = Files.list(files)) {
                list.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json")).sorted().forEach(name -> {
                    if (modules.stream().noneMatch(module -> name.equals(module.name() + ".json"))) {
                        throw new CourseException("manifest/" + kind + "/" + name + " fits no module: the name must be NN-id.json.");
                    }
                });
            } catch (IOException e) {
                throw new CourseException("manifest/" + kind + " can't be listed: " + e, e);
            }
        }
    }
}
