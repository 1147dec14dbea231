package tinytorch.workbench.lab;

import java.util.List;

import tinytorch.workbench.Dependency;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/** What is on the class path, in the order in which the JVM looks, and how large it is. */
final class DependencyExperiment {
    private DependencyExperiment() {
    }

    static Table table() {
        List<Dependency> entries = Dependency.onClassPath();
        Table table = new Table("Class path, in the order of search", "#", "entry", "size");
        long bytes = 0;
        for (int i = 0; i < entries.size(); i++) {
            table.row(i + 1, entries.get(i).name(), Format.bytes(entries.get(i).bytes()));
            bytes += entries.get(i).bytes();
        }
        return table.row("", entries.size() + " entries", Format.bytes(bytes));
    }
}
