package tinytorch.course;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A learner's folder: the course's reactor with tasks to fill in. */
public final class Workspace {
    private final Path root;

    private Workspace(Path root) {
        this.root = root;
    }

    /**
     * Makes a new workspace. It appears in {@code folder} complete or not at all, whatever interrupts it.
     *
     * @throws WorkspaceException if the folder is not empty, lies in the distribution, or can't be written
     * @throws CourseException    if the course's sources have problems
     */
    public static Creation create(Course course, Path folder) {
        return create(course, folder, "git");
    }

    static Creation create(Course course, Path folder, String git) {
        List<String> notices = new WorkspaceMaker(course, folder, git).make().stream().toList();
        return new Creation(open(folder), notices);
    }

    /**
     * The workspace that {@code start} lies in: itself or the closest folder above.
     *
     * @throws WorkspaceException if there is one but its state is broken or of a newer version
     */
    public static Optional<Workspace> find(Path start) {
        return rootAbove(start.toAbsolutePath().normalize()).map(Workspace::open);
    }

    /**
     * Opens the workspace whose root is {@code folder}.
     *
     * @throws WorkspaceException if it is none, or its state is broken or of a newer version
     */
    public static Workspace open(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        if (!Files.isRegularFile(WorkspaceState.file(root))) {
            throw new WorkspaceException(root + " is no workspace. 'tito init DIR' makes one.");
        }
        Workspace workspace = new Workspace(root);
        workspace.state();
        return workspace;
    }

    static Optional<Path> rootAbove(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(WorkspaceState.file(folder))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /** Its folder. */
    public Path root() {
        return root;
    }

    /** {@code .tinytorch}: the engine's own files, among them progress, builds and backups. */
    public Path stateFolder() {
        return root.resolve(".tinytorch");
    }

    /** Whether {@link #update} has something to bring, or the launcher points elsewhere. */
    public boolean outdated(Course course) {
        boolean moved = Launchers.files(course.home()).entrySet().stream()
                .anyMatch(launcher -> !Arrays.equals(current(launcher.getKey()).orElse(null), launcher.getValue().content()));
        return moved || !new Updater(root, state(), new Generator(course).unsolved()).nothingToDo();
    }

    /** Brings new course material in and leaves alone what the learner wrote. */
    public UpdateReport update(Course course) {
        Skeleton skeleton = new Generator(course).unsolved();
        UpdateReport report = new Updater(root, state(), skeleton).apply();
        new Skeleton(new TreeMap<>(Launchers.files(course.home()))).writeTo(root);
        WorkspaceState.of(course, skeleton).write(root);
        return report;
    }

    /**
     * Puts the task's stubs back. The files as they are now go to a backup first.
     *
     * @throws WorkspaceException if the learner's files lack markers
     */
    public ChangeReport reset(Course course, Task task) {
        Generator generator = new Generator(course);
        Skeleton skeleton = generator.unsolved();
        SortedMap<String, byte[]> wanted = new TreeMap<>();
        for (String path : generator.filesOf(task)) {
            String generated = new String(skeleton.files().get(path).content(), StandardCharsets.UTF_8);
            String mine = textWithMarkers(path, generated, course.moduleOf(task.id()));
            String reset = Regions.replace(mine, Regions.ofLearner(mine),
                    region -> region.task().equals(task.id()) ? Regions.stub(region) : region.body(mine));
            wanted.put(path, reset.getBytes(StandardCharsets.UTF_8));
        }
        return change("reset", task.id(), wanted);
    }

    /** Puts all generated files of the module back. The files as they are now go to a backup first. */
    public ChangeReport reset(Course course, CourseModule module) {
        SortedMap<String, SkeletonFile> generated = new Generator(course).unsolved().files();
        SortedMap<String, byte[]> wanted = below(module.path() + "/", generated);
        ChangeReport report = change("reset", module.name(), wanted);
        record(course, wanted.keySet(), generated);
        return report;
    }

    /** Puts the finished sources of the module in place. The files as they are now go to a backup first. */
    public ChangeReport assist(Course course, CourseModule module) {
        Generator generator = new Generator(course);
        SortedMap<String, byte[]> wanted = below(module.path() + "/src/main/",
                generator.generate(module.tasks().stream().map(Task::id).toList()).files());
        ChangeReport report = change("assist", module.name(), wanted);
        record(course, wanted.keySet(), generator.unsolved().files());
        return report;
    }

    /**
     * Puts the latest backup back; what it replaces becomes a backup itself, so a second restore undoes the first.
     *
     * @param what the task's id or module's number or id whose reset or assist is to be undone; empty for the latest of all
     * @throws WorkspaceException if there is no such backup
     */
    public ChangeReport restore(Course course, Optional<String> what) {
        Optional<String> subject = what.map(name -> name.contains(".") ? course.task(name).id() : course.module(name).name());
        Backups backups = new Backups(root);
        Path backup = backups.latest(subject).orElseThrow(() -> new WorkspaceException(
                "There is no backup" + subject.map(name -> " of " + name).orElse("") + " in this workspace: nothing has been reset or replaced."));
        SortedMap<String, byte[]> wanted = new TreeMap<>();
        for (String path : Backups.files(backup)) {
            wanted.put(path, read(backup.resolve(path)));
        }
        return change("restore", Backups.subject(backup), wanted);
    }

    /** The folders of the backups, the latest first. */
    public List<Path> backups() {
        return new Backups(root).all();
    }

    private ChangeReport change(String command, String subject, SortedMap<String, byte[]> wanted) {
        List<String> changed = wanted.keySet().stream()
                .filter(path -> !Arrays.equals(current(path).orElse(null), wanted.get(path))).toList();
        if (changed.isEmpty()) {
            return new ChangeReport(List.of(), Optional.empty());
        }
        Path backup = new Backups(root).save(command, subject, changed);
        changed.forEach(path -> AtomicFiles.write(root.resolve(path), wanted.get(path)));
        return new ChangeReport(changed, Optional.of(backup));
    }

    /** Remembers that these files are now as the course generates them, or have been changed since by the learner. */
    private void record(Course course, Iterable<String> paths, Map<String, SkeletonFile> generated) {
        WorkspaceState state = state();
        SortedMap<String, WorkspaceState.Print> files = new TreeMap<>(state.files());
        paths.forEach(path -> files.put(path, WorkspaceState.Print.of(path, generated.get(path).content())));
        if (!files.equals(state.files())) {
            new WorkspaceState(course.title(), files).write(root);
        }
    }

    private static SortedMap<String, byte[]> below(String folder, SortedMap<String, SkeletonFile> files) {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        files.forEach((path, file) -> {
            if (path.startsWith(folder)) {
                contents.put(path, file.content());
            }
        });
        return contents;
    }

    private String textWithMarkers(String path, String generated, CourseModule module) {
        String mine = current(path).flatMap(Updater::text).orElseThrow(() -> new WorkspaceException(
                path + " is missing or is not text in UTF-8. 'tito reset " + module.number() + "' brings the files of the module back."));
        List<String> expected = Regions.ofLearner(generated).stream().map(Region::task).sorted().toList();
        List<String> found = Regions.ofLearner(mine).stream().map(Region::task).sorted().toList();
        if (!found.equals(expected)) {
            throw new WorkspaceException(path + " has lost markers: it should have the regions of " + String.join(", ", expected) + ", and has "
                    + (found.isEmpty() ? "none" : String.join(", ", found)) + ". Put the lines '// tito:begin TASK' and '// tito:end' back around the bodies,"
                    + " or run 'tito reset " + module.number() + "', which brings all files of the module back and keeps a backup of yours.");
        }
        return mine;
    }

    private Optional<byte[]> current(String path) {
        Path file = root.resolve(path);
        return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private WorkspaceState state() {
        return WorkspaceState.read(root);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new WorkspaceException(file + " can't be read: " + e, e);
        }
    }
}
