package tinytorch.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The entries that no other beats in accuracy without being larger: the front of accuracy against size. */
public final class Pareto {

    private Pareto() {
    }

    /** From the smallest to the most accurate. Of two equal ones the earlier, and nothing that has no rank. */
    public static List<Standing> front(List<Entry> entries, boolean closed) {
        List<Standing> sorted = new ArrayList<>();
        for (Entry entry : entries) {
            Figures figures = Figures.of(entry.score(), closed);
            if (figures.rankable()) {
                sorted.add(new Standing(0, entry, figures));
            }
        }
        sorted.sort(Comparator.comparing(Standing::figures, Category.SMALLEST::compare)
                .thenComparing(Standing::figures, Category.ACCURACY::compare)
                .thenComparingLong(standing -> standing.entry().received())
                .thenComparing(standing -> standing.entry().id()));
        List<Standing> front = new ArrayList<>();
        for (Standing next : sorted) {
            if (front.isEmpty() || next.figures().accuracy() > front.getLast().figures().accuracy()) {
                front.add(new Standing(front.size() + 1, next.entry(), next.figures()));
            }
        }
        return front;
    }
}
