package tinytorch.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import tinytorch.compete.Entry;
import tinytorch.milestones.program.Arguments;
import tinytorch.milestones.program.Failure;
import tinytorch.milestones.program.Outcome;
import tinytorch.milestones.program.UsageException;
import tinytorch.model.Encoding;
import tinytorch.model.Task;
import tinytorch.text.transformer.Gpt;

/** The program that packs a trained model as a submission; {@code tito submit} starts it in a JVM with the learner's classes. Only data leaves it. */
public final class Packing {
    private static final String USAGE = "usage: tito submit FOLDER | WEIGHTS.safetensors | --shipped TASK | --entry CLASS [--as ENCODING] [--pack FILE]";

    private Packing() {
    }

    /** Packs, and ends the JVM with an exit code of {@link Outcome}. */
    public static void main(String... args) {
        System.exit(run(args));
    }

    private static int run(String... args) {
        try {
            Arguments given = Arguments.read(Set.of("--from", "--shipped", "--entry", "--as", "--out"), Set.of(), args);
            Encoding encoding = Encoding.valueOf(given.choice("--as", "f16", names(Encoding.values())).toUpperCase(Locale.ROOT).replace('-', '_'));
            write(given.path("--out", Path.of("model.zip"), "file"), contender(given).pack(encoding));
            return Outcome.DONE;
        } catch (UsageException e) {
            System.err.println("submit: " + e.getMessage());
            return Outcome.USAGE;
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            System.err.println("submit: " + Failure.explain(e));
            return Outcome.NOT_ACHIEVED;
        }
    }

    private static Contender contender(Arguments given) throws UsageException, IOException {
        if (Stream.of("--from", "--shipped", "--entry").filter(given::has).count() != 1) {
            throw new UsageException("one of a file or folder, --shipped and --entry must be given\n" + USAGE);
        }
        if (given.has("--shipped")) {
            return Trained.shipped(Task.of(given.choice("--shipped", "", Stream.of(Task.values()).map(Task::id).toList())));
        }
        return given.has("--entry") ? entry(given.text("--entry", "")) : Trained.in(given.path("--from", null, "file"));
    }

    /** A class of the learner's, found by its name. */
    private static Contender entry(String name) throws UsageException, IOException {
        Entry entry;
        try {
            entry = Class.forName(name).asSubclass(Entry.class).getConstructor().newInstance();
        } catch (ClassNotFoundException _) {
            throw new UsageException("there is no class " + name + " in module 17 of your workspace. Name it in full, such as tinytorch.compete.Mine");
        } catch (ClassCastException _) {
            throw new UsageException(name + " does not implement tinytorch.compete.Entry");
        } catch (ReflectiveOperationException e) {
            throw new UsageException(name + " can't be made: " + (e.getCause() != null ? e.getCause() : "it needs a public constructor without parameters"));
        }
        Task task = Task.of(entry.task());
        if (task == null) {
            throw new UsageException(name + ".task() must be mnist, cifar10 or tinygpt, got " + entry.task());
        }
        if (!task.text()) {
            return new Contender.Images(task, entry.network(), entry.normalize());
        }
        if (!(entry.network() instanceof Gpt gpt) || entry.characters() == null) {
            throw new UsageException(name + ": for tinygpt, network() must give a Gpt and characters() the characters of its tokens");
        }
        return new Contender.Text(gpt, entry.characters());
    }

    /** Written beside and moved into place. */
    static void write(Path file, byte[] bytes) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        Files.write(beside, bytes);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<String> names(Encoding... encodings) {
        return Stream.of(encodings).map(encoding -> encoding.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList();
    }
}
