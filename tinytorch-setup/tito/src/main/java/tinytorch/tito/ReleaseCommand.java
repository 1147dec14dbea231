package tinytorch.tito;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tinytorch.course.SkeletonFile;
import tinytorch.course.archive.TarGz;
import tinytorch.course.release.Release;

/** Makes what an instructor gives to students. */
@Command(name = "release", mixinStandardHelpOptions = true,
        description = "Write the archive for students: the whole course with its tests and tools, and no solution in it. The same course gives the same bytes.",
        footerHeading = "%nExample:%n", footer = "  tito course release /tmp/for-students")
final class ReleaseCommand extends TitoCommand {
    private static final String NAME = "tinytorch-students.tar.gz";
    /** The folder that the archive unpacks to. */
    private static final String TOP = "tinytorch/";

    @Parameters(paramLabel = "DIR", description = "The folder for " + NAME + "; one that is there is replaced.")
    private Path folder;

    ReleaseCommand(Session session) {
        super(session);
    }

    @Override
    Report run() {
        SortedMap<String, SkeletonFile> files = new TreeMap<>();
        Release.files(course()).forEach((path, file) -> files.put(TOP + path, file));
        Path archive = session.here().resolve(folder).normalize().resolve(NAME);
        Path unfinished = archive.resolveSibling(NAME + ".new");
        try {
            Files.createDirectories(archive.getParent());
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                TarGz.write(files, out);
            }
            Files.move(unfinished, archive, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            long size = Files.size(archive);
            return new Report(ExitCode.OK).fact("archive", archive).fact("files", files.size()).fact("bytes", size)
                    .line(near(archive) + ": " + files.size() + " files, %.1f MB.".formatted(size / 1e6))
                    .line("Students unpack it (tar xf " + NAME + "), and then: ./tito init ~/my-tinytorch");
        } catch (IOException e) {
            throw new TitoException(ExitCode.USAGE, archive + " can't be written: " + e.getMessage(), e);
        }
    }
}
