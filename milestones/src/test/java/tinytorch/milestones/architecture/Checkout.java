package tinytorch.milestones.architecture;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The source tree that these tests run in: its folders, the course's list of modules, and what was compiled. */
final class Checkout {
    private static final String MANIFEST = "tinytorch-setup/course/manifest/course.json";

    private final Path root;

    static {
        System.setProperty("slf4j.internal.verbosity", "ERROR"); // ArchUnit's logger would tell that it has nowhere to write
    }

    private Checkout(Path root) {
        // The rules are about our own classes: what the JDK's depend on need not be read.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        this.root = root;
    }

    /** The checkout around the working directory; the manifest marks it. A learner's workspace is none: it has no manifest. */
    static Checkout find() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve(MANIFEST))) {
            folder = folder.getParent();
        }
        return folder == null ? null : new Checkout(folder);
    }

    /** The folders of the curriculum's modules in its order, built or not. */
    List<String> modules() {
        List<String> paths = new ArrayList<>();
        JsonNode course = JsonMapper.shared().readTree(root.resolve(MANIFEST).toFile());
        for (JsonNode module : course.get("modules")) {
            paths.add(module.get("path").stringValue());
        }
        return paths;
    }

    /** The compiled classes in these folders, without tests. */
    JavaClasses classes(List<String> folders) {
        List<Path> places = folders.stream().map(this::place).filter(Files::isDirectory).toList();
        return new ClassFileImporter().importPaths(places);
    }

    /** Those of the classes that belong to one folder. */
    JavaClasses in(String folder, JavaClasses all) {
        String place = place(folder).toUri().toString();
        return all.that(DescribedPredicate.describe("in " + folder, javaClass -> javaClass.getSource().orElseThrow().getUri().toString().startsWith(place)));
    }

    private Path place(String folder) {
        return root.resolve(folder).resolve("target/classes");
    }

    /** The classes of every module of the curriculum that is built, by its folder, in the curriculum's order. */
    Map<String, JavaClasses> curriculum(JavaClasses all) {
        Map<String, JavaClasses> built = new LinkedHashMap<>();
        for (String module : modules()) {
            JavaClasses classes = in(module, all);
            if (!classes.isEmpty()) {
                built.put(module, classes);
            }
        }
        return built;
    }
}
