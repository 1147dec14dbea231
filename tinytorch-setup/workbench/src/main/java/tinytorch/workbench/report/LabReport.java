package tinytorch.workbench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

import tinytorch.workbench.Table;

/**
 * Where a lab's tables go: on the screen, and where {@code tito lab} runs it, each also into a CSV file and plots of it into PNG files. A lab that is
 * started in another way, such as from an IDE, only prints.
 */
public final class LabReport {
    /** The system property by which {@code tito lab} says in which folder the files are to be. */
    public static final String FOLDER = "tinytorch.lab.folder";
    private static final AtomicInteger SHOWN = new AtomicInteger();
    private static final int LONGEST_NAME = 48;

    private LabReport() {
    }

    /**
     * Prints a table and an empty line, and writes its files. Their name is the table's number and title.
     *
     * @throws IllegalArgumentException if a plot asks for a column that is not there, or has not the numbers for it
     */
    public static void show(Table table, Plot... plots) {
        System.out.println(table);
        save(table, plots);
    }

    /** The same with a remark right below the table: what to look for in it. */
    public static void show(Table table, String remark, Plot... plots) {
        System.out.print(table);
        System.out.println(remark);
        System.out.println();
        save(table, plots);
    }

    /** Writes the files only: of a table that is too long for the screen. */
    public static void save(Table table, Plot... plots) {
        String folder = System.getProperty(FOLDER);
        if (folder == null) {
            return;
        }
        String name = String.format(Locale.ROOT, "%02d-%s", SHOWN.incrementAndGet(), slug(table.title()));
        try {
            Files.writeString(Path.of(folder, name + ".csv"), Csv.of(table));
            for (int i = 0; i < plots.length; i++) {
                plots[i].draw(table).write(Path.of(folder, name + (i == 0 ? "" : "-" + (i + 1)) + ".png"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the files of the table '" + table.title() + "' can't be written", e);
        }
    }

    /** Where a lab writes a picture that it draws itself: in the folder of the files, or in the working folder. */
    public static Path file(String name) {
        return Path.of(System.getProperty(FOLDER, ""), name);
    }

    /** A title as a file's name: small letters, digits and hyphens. */
    static String slug(String title) {
        String whole = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (whole.length() <= LONGEST_NAME) {
            return whole.isEmpty() ? "table" : whole;
        }
        int cut = whole.lastIndexOf('-', LONGEST_NAME);
        return whole.substring(0, cut > 0 ? cut : LONGEST_NAME);
    }
}
