package tinytorch.course;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Compares three versions of every file - as it was generated (its recorded fingerprint), as the learner has it, and as
 * the course would generate it now - and decides what to do. Deciding changes nothing; a run that was killed is decided
 * anew and comes to the same end.
 */
final class Updater {

    private enum Kind { ADD, REPLACE, MERGE, CONFLICT, REMOVE, KEEP }

    private record Step(Kind kind, String path, byte[] content) {
    }

    private final Path root;
    private final Skeleton skeleton;
    private final List<Step> steps = new ArrayList<>();

    Updater(Path root, WorkspaceState recorded, Skeleton skeleton) {
        this.root = root;
        this.skeleton = skeleton;
        SortedSet<String> paths = new TreeSet<>(recorded.files().keySet());
        paths.addAll(skeleton.files().keySet());
        for (String path : paths) {
            decide(path, Optional.ofNullable(recorded.files().get(path)), Optional.ofNullable(skeleton.files().get(path)));
        }
    }

    boolean nothingToDo() {
        return steps.isEmpty();
    }

    UpdateReport apply() {
        for (Step step : steps) {
            Path file = root.resolve(step.path());
            switch (step.kind()) {
                case ADD, REPLACE -> AtomicFiles.write(file, step.content(), skeleton.files().get(step.path()).executable());
                case MERGE -> AtomicFiles.write(file, step.content());
                case CONFLICT -> AtomicFiles.write(file.resolveSibling(file.getFileName() + ".new"), step.content());
                case REMOVE -> AtomicFiles.deleteTree(file);
                case KEEP -> {
                    // The learner's file stays; only its record goes.
                }
            }
        }
        return new UpdateReport(of(Kind.ADD), of(Kind.REPLACE), of(Kind.MERGE), of(Kind.CONFLICT), of(Kind.REMOVE), of(Kind.KEEP));
    }

    private List<String> of(Kind kind) {
        return steps.stream().filter(step -> step.kind() == kind).map(Step::path).toList();
    }

    private void decide(String path, Optional<WorkspaceState.Print> recorded, Optional<SkeletonFile> generated) {
        Path file = root.resolve(path);
        if (!Files.exists(file)) {
            generated.ifPresent(now -> steps.add(new Step(Kind.ADD, path, now.content())));
            return;
        }
        byte[] mine = read(file);
        String hash = Hashes.of(mine);
        boolean untouched = recorded.isPresent() && recorded.get().sha256().equals(hash);
        if (generated.isEmpty()) {
            steps.add(new Step(untouched ? Kind.REMOVE : Kind.KEEP, path, mine));
            return;
        }
        byte[] now = generated.get().content();
        WorkspaceState.Print print = WorkspaceState.Print.of(path, now);
        boolean courseUnchanged = recorded.isPresent() && recorded.get().sha256().equals(print.sha256());
        if (hash.equals(print.sha256()) || courseUnchanged) {
            return;
        }
        if (untouched) {
            steps.add(new Step(Kind.REPLACE, path, now));
        } else {
            decideChanged(path, mine, now, recorded.flatMap(WorkspaceState.Print::frame), print.frame());
        }
    }

    private void decideChanged(String path, byte[] mine, byte[] now, Optional<String> oldFrame, Optional<String> newFrame) {
        Optional<String> text = text(mine);
        Optional<String> myFrame = text.map(Regions::frame).map(Hashes::of);
        if (newFrame.isPresent() && (myFrame.equals(newFrame) || myFrame.equals(oldFrame))) {
            Optional<String> merged = merge(text.get(), new String(now, StandardCharsets.UTF_8));
            if (merged.isPresent() && sameLines(merged.get(), text.get())) {
                return;
            }
            if (merged.isPresent()) {
                steps.add(new Step(Kind.MERGE, path, merged.get().getBytes(StandardCharsets.UTF_8)));
                return;
            }
        }
        steps.add(new Step(Kind.CONFLICT, path, now));
    }

    /** Whether the texts differ in no more than carriage returns and the order of their lines, such as of imports. */
    private static boolean sameLines(String a, String b) {
        return a.lines().sorted().toList().equals(b.lines().sorted().toList());
    }

    /** The new text with the learner's imports, and the learner's bodies in its regions; nothing if one of them has no place there any more. */
    private static Optional<String> merge(String mine, String now) {
        Map<String, String> bodies = Regions.bodies(mine);
        Map<String, Integer> seen = new HashMap<>();
        List<Region> regions = Regions.ofLearner(now);
        String merged = Regions.replace(now, regions, region -> {
            String body = bodies.remove(Regions.key(region, seen));
            return body == null ? region.body(now) : body;
        });
        return bodies.isEmpty() ? Optional.of(Imports.add(merged, mine)) : Optional.empty();
    }

    /** The text, unless it is no UTF-8: then nothing may be cut out of it. */
    static Optional<String> text(byte[] content) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new WorkspaceException(file + " can't be read: " + e, e);
        }
    }
}
