package tinytorch.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tinytorch.course.CourseModule;

/** A lesson's own figures, and what the module's lab measured on this machine: its plots, and its tables to download. */
final class Figures {
    private final Path root;
    private final Path book;
    private int count;

    Figures(Path root, Path book) {
        this.root = root;
        this.book = book;
    }

    /** Copies a module's figures into the book and shows them, or says how to make them; empty for a module without lab. */
    String html(CourseModule module) {
        if (module.lab().isEmpty()) {
            return "";
        }
        List<Path> plots = files(module, ".png");
        List<Path> tables = files(module, ".csv");
        if (plots.isEmpty() && tables.isEmpty()) {
            return "<p>Nothing was measured on this machine yet: <code>./tito lab " + module.number() + "</code> does, and the next book shows its figures here.</p>\n";
        }
        count += plots.size();
        String figures = plots.stream().map(plot -> "<figure><img loading=\"lazy\" src=\"" + copy(module, plot) + "\" alt=\"" + Html.escape(words(plot)) + "\"><figcaption>" + Html.escape(words(plot)) + "</figcaption></figure>\n")
                .collect(Collectors.joining());
        String links = tables.stream().map(table -> "<a href=\"" + copy(module, table) + "\" download>" + Html.escape(table.getFileName().toString()) + "</a>").collect(Collectors.joining(", "));
        return "<p>By <code>./tito lab " + module.number() + "</code>, on this machine.</p>\n" + figures + (links.isEmpty() ? "" : "<p>Tables: " + links + "</p>\n");
    }

    /** Where in the book a lesson's own figure is, {@code figures/NAME.svg} beside the lesson; nothing if the destination is something else. */
    Optional<String> drawn(CourseModule module, String destination) {
        Path figure = module.folder(root).resolve(destination);
        return destination.matches("figures/[a-z0-9-]+\\.svg") && Files.isRegularFile(figure) ? Optional.of(copy(module, figure)) : Optional.empty();
    }

    int count() {
        return count;
    }

    private static String words(Path plot) {
        return plot.getFileName().toString().replaceFirst("^[0-9]+-", "").replaceFirst("\\.png$", "").replace('-', ' ');
    }

    private List<Path> files(CourseModule module, String ending) {
        Path folder = module.labResults(root);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " can't be read", e);
        }
    }

    private String copy(CourseModule module, Path file) {
        String path = "figures/" + module.number() + "/" + file.getFileName();
        try {
            Path target = book.resolve(path);
            Files.createDirectories(target.getParent());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be copied", e);
        }
    }
}
