package tinytorch.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who stands where. Each learner counts once in a category, with the best of their submissions. The order is total:
 * <ol>
 * <li>the category's own number,
 * <li>higher accuracy, then lower p95, then fewer bytes,
 * <li>the earlier submission, then the id, so that nothing is left to chance.
 * </ol>
 * An entry without accuracy, time or size (missing or NaN) has no rank in any category.
 */
public final class Ranking {

    private Ranking() {
    }

    /** The standings of all learners; {@code closed}: by the private part of the hidden set. */
    public static List<Standing> of(Category category, List<Entry> entries, boolean closed) {
        Comparator<Standing> order = order(category);
        Map<String, Standing> best = new HashMap<>();
        for (Entry entry : entries) {
            Figures figures = Figures.of(entry.score(), closed);
            if (figures.rankable()) {
                best.merge(entry.learner(), new Standing(0, entry, figures), (a, b) -> order.compare(a, b) <= 0 ? a : b);
            }
        }
        List<Standing> sorted = new ArrayList<>(best.values());
        sorted.sort(order);
        for (int i = 0; i < sorted.size(); i++) {
            sorted.set(i, new Standing(i + 1, sorted.get(i).entry(), sorted.get(i).figures()));
        }
        return sorted;
    }

    /** The history of a category: the entries whose number was better than all before them when they came, the first one first. */
    public static List<Standing> records(Category category, List<Entry> entries, boolean closed) {
        List<Standing> records = new ArrayList<>();
        for (Entry entry : entries.stream().sorted(Comparator.comparingLong(Entry::received).thenComparing(Entry::id)).toList()) {
            Figures figures = Figures.of(entry.score(), closed);
            if (figures.rankable() && (records.isEmpty() || category.compare(figures, records.getLast().figures()) < 0)) {
                records.add(new Standing(1, entry, figures));
            }
        }
        return records;
    }

    private static Comparator<Standing> order(Category category) {
        return Comparator.comparing(Standing::figures, category::compare)
                .thenComparing(Standing::figures, Category.ACCURACY::compare)
                .thenComparing(Standing::figures, Category.FASTEST::compare)
                .thenComparing(Standing::figures, Category.SMALLEST::compare)
                .thenComparingLong(standing -> standing.entry().received())
                .thenComparing(standing -> standing.entry().id());
    }
}
