package tinytorch.course;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes a workspace so that a kill at any moment leaves nothing half-made that looks done. All is written to a hidden
 * folder beside the wanted one, which is renamed once to say that it is complete and then into place. A lock that the
 * operating system gives back when the process dies tells leftovers of a killed run from one that is at work.
 */
final class WorkspaceMaker {
    private final Course course;
    private final Path folder;
    private final Path unfinished;
    private final Path ready;
    private final Path lock;
    private final String git;

    WorkspaceMaker(Course course, Path folder, String git) {
        this.course = course;
        this.folder = folder.toAbsolutePath().normalize();
        this.git = git;
        if (this.folder.getFileName() == null) {
            throw new WorkspaceException("A workspace can't be the root of a disk. Name a new folder.");
        }
        String name = "." + this.folder.getFileName();
        this.unfinished = this.folder.resolveSibling(name + ".tito-init");
        this.ready = this.folder.resolveSibling(name + ".tito-ready");
        this.lock = this.folder.resolveSibling(name + ".tito-lock");
    }

    Optional<String> make() {
        try {
            checkPlace();
            Generator generator = new Generator(course);
            Files.createDirectories(folder.getParent());
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock(channel);
                try {
                    return makeLocked(generator);
                } finally {
                    Files.deleteIfExists(lock);
                }
            }
        } catch (IOException e) {
            throw new WorkspaceException("The workspace can't be made in " + folder + ": " + e, e);
        }
    }

    /** Closing the channel gives the lock back. */
    private static void lock(FileChannel channel) throws IOException {
        FileLock held;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            held = null;
        }
        if (held == null) {
            throw new WorkspaceException("Another 'tito init' is making this workspace right now. Wait for it.");
        }
    }

    private void checkPlace() throws IOException {
        Path existing = folder;
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing.toRealPath().startsWith(course.home().toRealPath())) {
            throw new WorkspaceException(folder + " lies in the TinyTorch distribution. Choose a folder outside of " + course.home() + ".");
        }
        Path above = folder.getParent();
        Optional<Path> outer = Workspace.rootAbove(above);
        if (outer.isPresent()) {
            throw new WorkspaceException(folder + " lies in another workspace, " + outer.get() + ". Choose a folder outside of it.");
        }
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new WorkspaceException(folder + " is a file. Name a new or empty folder.");
        }
        if (Files.isRegularFile(WorkspaceState.file(folder))) {
            throw new WorkspaceException(folder + " is a workspace already. Go there and run 'tito' to see what is next, or 'tito update'.");
        }
    }

    private Optional<String> makeLocked(Generator generator) throws IOException {
        AtomicFiles.deleteTree(unfinished);
        if (Files.exists(ready) && !isEmpty(folder) && isLeftover()) {
            moveEntries();
            return Optional.of("An earlier 'tito init' had been interrupted; it has been finished.");
        }
        AtomicFiles.deleteTree(ready);
        if (!isEmpty(folder)) {
            throw new WorkspaceException(folder + " is not empty. A workspace needs a new or empty folder, such as " + folder.resolve("my-tinytorch") + ".");
        }
        Skeleton skeleton = generator.unsolved();
        skeleton.writeTo(unfinished);
        new Skeleton(new TreeMap<>(Launchers.files(course.home()))).writeTo(unfinished);
        WorkspaceState.of(course, skeleton).write(unfinished);
        Optional<String> notice = new Git(git, unfinished).firstCommit("TinyTorch workspace: every task to do");
        Files.move(unfinished, ready, StandardCopyOption.ATOMIC_MOVE);
        if (Files.exists(folder)) {
            moveEntries();
        } else {
            Files.move(ready, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return notice;
    }

    /** Whether all that is in the folder came out of the complete one: then a killed run was moving entries. */
    private boolean isLeftover() throws IOException {
        List<String> known = Stream.concat(new Generator(course).unsolved().files().keySet().stream().map(path -> path.split("/")[0]),
                Stream.of("tito", "tito.cmd", ".git", ".tinytorch")).toList();
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).allMatch(name -> known.contains(name) && !Files.exists(ready.resolve(name)));
        }
    }

    /**
     * Into an empty folder that exists, perhaps the current one, entries are moved one by one, the state last: without it
     * the folder is no workspace.
     */
    private void moveEntries() throws IOException {
        List<Path> entries;
        try (Stream<Path> list = Files.list(ready)) {
            entries = list.filter(entry -> !entry.endsWith(".tinytorch")).sorted().toList();
        }
        for (Path entry : entries) {
            Files.move(entry, folder.resolve(entry.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(ready.resolve(".tinytorch"), folder.resolve(".tinytorch"), StandardCopyOption.ATOMIC_MOVE);
        AtomicFiles.deleteTree(ready);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
