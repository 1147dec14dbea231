package tinytorch.course.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import tinytorch.course.CourseException;

/**
 * Walls around the code under test, where the system has them: on Linux, namespaces (unshare of util-linux, for which nobody needs to be root). The process sees empty folders in the
 * place of the distribution, of the other submissions and of the home folder, no network, and no process but its own, all of which end with it.
 *
 * @param prefix the words before the command; none where there are no walls
 */
record Isolation(List<String> prefix) {
    /** Mounts an empty file system over each folder before the word --, and runs what follows where these mounts can't be undone. */
    private static final String HIDE = "PATH=/usr/sbin:/usr/bin:/sbin:/bin; while [ \"$1\" != -- ]; do mount -t tmpfs -o ro,size=4k tmpfs \"$1\" || exit 70; shift; done; shift; "
            + "exec unshare --user --map-root-user --mount -- \"$@\"";
    private static final List<String> WALLS = List.of("unshare", "--user", "--map-root-user", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc",
            "sh", "-c", HIDE, "sh");

    /** Walls that hide these folders, but none that {@code needed} ones lie in; no walls where the system has none. */
    static Isolation hiding(List<Path> folders, List<Path> needed) {
        List<Path> hidden = new ArrayList<>();
        for (Path folder : folders.stream().map(path -> path.toAbsolutePath().normalize()).filter(Files::isDirectory).sorted().toList()) {
            boolean inTheWay = needed.stream().anyMatch(path -> path.toAbsolutePath().normalize().startsWith(folder));
            if (!inTheWay && hidden.stream().noneMatch(folder::startsWith)) {
                hidden.add(folder);   // outer folders come first: what lies in one that is hidden is hidden
            }
        }
        List<String> words = new ArrayList<>(WALLS);
        hidden.forEach(folder -> words.add(folder.toString()));
        words.add("--");
        return works(words) ? new Isolation(List.copyOf(words)) : new Isolation(List.of());
    }

    /** Whether this machine has walls at all. */
    static boolean available() {
        List<String> words = new ArrayList<>(WALLS);
        words.add("--");
        return works(words);
    }

    private static boolean works(List<String> words) {
        List<String> command = new ArrayList<>(words);
        command.add("true");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;   // there is no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CourseException("The grading was interrupted.", e);
        }
    }
}
