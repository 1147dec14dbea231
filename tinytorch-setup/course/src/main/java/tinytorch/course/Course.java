package tinytorch.course;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The one list of the course: its modules, their tasks, and the milestones, as the manifest states them.
 *
 * @param home       the distribution's folder, which holds the finished sources and the manifest
 * @param title      the course's name
 * @param modules    all modules in their order, built or not
 * @param milestones all milestones in their order, built or not
 */
public record Course(Path home, String title, List<CourseModule> modules, List<Milestone> milestones) {

    public Course {
        modules = List.copyOf(modules);
        milestones = List.copyOf(milestones);
    }

    /**
     * Reads the manifest of the distribution in {@code home}.
     *
     * @throws CourseException if a file is missing or malformed; the message names file and entry
     */
    public static Course load(Path home) {
        return Manifest.read(home.toAbsolutePath().normalize());
    }

    /** The manifest's folder in a distribution. */
    public static Path manifestFolder(Path home) {
        return home.resolve("tinytorch-setup/course/manifest");
    }

    /** The modules that this version has: in a sound course the first ones, without a gap. */
    public List<CourseModule> builtModules() {
        return modules.stream().filter(CourseModule::built).toList();
    }

    /** The built modules from the first to {@code last}, both included: what {@code last} may use. */
    public List<CourseModule> upTo(CourseModule last) {
        return modules.subList(0, indexOf(last) + 1).stream().filter(CourseModule::built).toList();
    }

    /** The built modules before {@code module}. */
    public List<CourseModule> before(CourseModule module) {
        return modules.subList(0, indexOf(module)).stream().filter(CourseModule::built).toList();
    }

    /**
     * The module with this number or id: {@code 02}, {@code 2} and {@code tensor} are the same.
     *
     * @throws CourseException if there is none; the message lists close names
     */
    public CourseModule module(String numberOrId) {
        String wanted = numberOrId.strip();
        String number = wanted.matches("\\d") ? "0" + wanted : wanted;
        return modules.stream().filter(module -> module.number().equals(number) || module.id().equalsIgnoreCase(wanted)).findFirst()
                .orElseThrow(() -> new CourseException("There is no module '" + numberOrId + "'."
                        + Names.suggestion(wanted, modules.stream().map(CourseModule::id).toList(),
                                "Modules go from " + modules.getFirst().number() + " to " + modules.getLast().number() + ".")));
    }

    /**
     * The task with this id, such as {@code tensor.matmul}.
     *
     * @throws CourseException if there is none; the message lists close names
     */
    public Task task(String id) {
        String wanted = id.strip();
        return tasks().stream().filter(task -> task.id().equalsIgnoreCase(wanted)).findFirst()
                .orElseThrow(() -> new CourseException("There is no task '" + id + "'."
                        + Names.suggestion(wanted, tasks().stream().map(Task::id).toList(), "'tito status NN' lists the tasks of a module.")));
    }

    /** All tasks of all modules, in their order. */
    public List<Task> tasks() {
        return modules.stream().flatMap(module -> module.tasks().stream()).toList();
    }

    /**
     * The module that a task belongs to.
     *
     * @throws CourseException if there is no such task
     */
    public CourseModule moduleOf(String taskId) {
        Task task = task(taskId);
        return modules.stream().filter(module -> module.tasks().contains(task)).findFirst().orElseThrow();
    }

    /**
     * The milestone with this id.
     *
     * @throws CourseException if there is none; the message lists all
     */
    public Milestone milestone(String id) {
        List<String> ids = milestones.stream().map(Milestone::id).toList();
        return milestones.stream().filter(milestone -> milestone.id().equalsIgnoreCase(id.strip())).findFirst()
                .orElseThrow(() -> new CourseException("There is no milestone '" + id + "'."
                        + Names.suggestion(id, ids, "The milestones are " + String.join(", ", ids) + ".")));
    }

    /** The modules of a milestone's gate, in order. */
    public List<CourseModule> gate(Milestone milestone) {
        return milestone.gate().stream().map(this::module).toList();
    }

    private int indexOf(CourseModule module) {
        for (int i = 0; i < modules.size(); i++) {
            if (Objects.equals(modules.get(i).id(), module.id())) {
                return i;
            }
        }
        throw new CourseException("Module '" + module.id() + "' is not part of this course.");
    }
}
