package tinytorch.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a training went, epoch by epoch.
 *
 * @param epochs from the first to the last
 */
public record History(List<EpochRecord> epochs) {
    private static final List<String> COLUMNS = List.of("epoch", "step", "learning rate", "examples", "seconds");

    public History {
        epochs = List.copyOf(epochs);
    }

    /** The names of all values, in the order in which they came first. */
    public List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        epochs.forEach(epoch -> names.addAll(epoch.values().keySet()));
        return List.copyOf(names);
    }

    /** One value an epoch; NaN where an epoch has none of this name. */
    public double[] values(String name) {
        return epochs.stream().mapToDouble(epoch -> epoch.value(name)).toArray();
    }

    /** The last epoch. */
    public EpochRecord last() {
        return epochs.getLast();
    }

    /** As text with one line an epoch and a header line; numbers are written so that {@link #parse} gives the same bits. */
    public String csv() {
        List<String> names = names();
        List<String> header = new ArrayList<>(COLUMNS);
        header.addAll(names);
        StringBuilder text = new StringBuilder(String.join(",", header)).append('\n');
        for (EpochRecord epoch : epochs) {
            text.append(epoch.epoch()).append(',').append(epoch.step()).append(',').append(epoch.learningRate()).append(',')
                    .append(epoch.examples()).append(',').append(epoch.seconds());
            for (String name : names) {
                text.append(',').append(epoch.values().containsKey(name) ? epoch.value(name) : "");
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** Reads what {@link #csv} wrote. */
    public static History parse(String csv) {
        List<String> lines = csv.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().startsWith(String.join(",", COLUMNS))) {
            throw new IllegalArgumentException("History.parse: the first line must start with " + String.join(",", COLUMNS) + ".");
        }
        String[] header = lines.getFirst().split(",", -1);
        List<EpochRecord> epochs = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            if (cells.length != header.length) {
                throw new IllegalArgumentException("History.parse: line " + (epochs.size() + 2) + " has " + cells.length
                        + " cells, the header " + header.length + ".");
            }
            Map<String, Double> values = new LinkedHashMap<>();
            for (int i = COLUMNS.size(); i < cells.length; i++) {
                if (!cells[i].isEmpty()) {
                    values.put(header[i], Double.valueOf(cells[i]));
                }
            }
            epochs.add(new EpochRecord(Integer.parseInt(cells[0]), Long.parseLong(cells[1]), Double.parseDouble(cells[2]),
                    Long.parseLong(cells[3]), Double.parseDouble(cells[4]), values));
        }
        return new History(epochs);
    }

    /** Writes {@link #csv} to a file. */
    public void write(Path file) throws IOException {
        Files.writeString(file, csv());
    }
}
