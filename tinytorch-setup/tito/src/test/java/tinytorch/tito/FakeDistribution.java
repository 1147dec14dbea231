package tinytorch.tito;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A distribution with the real launcher, and JDKs and a Maven that only write down that they were called. */
final class FakeDistribution {
    final Path home;
    private final Path jdks;
    private final ProcessBuilder template = new ProcessBuilder();

    /** What a run of the launcher said. */
    record Outcome(int exit, String out, String err) {
    }

    FakeDistribution(Path folder) throws IOException {
        home = folder.resolve("my distribution ü");
        jdks = Files.createDirectories(folder.resolve("all jdks"));
        Files.createDirectories(home.resolve(".mvn"));
        Files.createDirectories(home.resolve("milestones/src"));
        Files.createDirectories(home.resolve("tinytorch-setup/src"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.copy(launcher(), home.resolve("tito"));
        script(home.resolve("mvnw"), """
                echo built >>builds
                [ ! -e slow ] || sleep 2
                [ ! -e broken ] || { echo '[ERROR] Foo.java:[3,5] ; expected'; exit 1; }
                mkdir -p tinytorch-setup/tito/target/lib tinytorch-setup/tito/target/classes
                echo jar >tinytorch-setup/tito/target/lib/other.jar
                echo jar >tinytorch-setup/tito/target/tinytorch-tito-0.1.0.jar
                """);
        template.environment().keySet().removeAll(List.of("JAVA_HOME", "TITO_NAME"));
        template.environment().put("HOME", folder.toString());
        template.environment().put("TITO_JDK_PLACES", jdks.toString());
        template.environment().put("LC_ALL", "C.UTF-8");
        template.environment().put("PATH", Files.createDirectories(folder.resolve("bin")) + ":/usr/bin:/bin");
    }

    /** A JDK that prints its folder's name and its arguments, one a line. */
    Path jdk(String name, String version) throws IOException {
        Path jdk = jdks.resolve(name);
        script(jdk.resolve("bin/java"), """
                for argument in "$@"; do
                  case $argument in -XX:AOTCacheOutput=*) : >"${argument#*=}" ;; esac
                done
                echo "java of %s"
                printf '[%%s]\\n' "$@"
                """.formatted(name));
        script(jdk.resolve("bin/javac"), "exit 0\n");
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    FakeDistribution env(String name, String value) {
        template.environment().put(name, value);
        return this;
    }

    Process start(String... arguments) throws IOException {
        return start(home.resolve("tito"), arguments);
    }

    Process start(Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().clear();
        builder.environment().putAll(template.environment());
        return builder.start();
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        return outcome(start(arguments));
    }

    static Outcome outcome(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the launcher does not end; it said: " + err);
        }
        return new Outcome(process.exitValue(), out, err);
    }

    /** How often the fake Maven was started. */
    int builds() throws IOException {
        Path log = home.resolve("builds");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    private static Path launcher() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder.resolve("tito");
    }

    static void script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " can't be made executable");
        }
    }
}
