package tinytorch.board;

import java.util.function.ToDoubleFunction;

/** What a board can be ordered by; each has its winner. */
public enum Category {
    ACCURACY("accuracy", "Best accuracy", true, Figures::accuracy),
    FASTEST("fastest", "Fastest", false, Figures::p95),
    SMALLEST("smallest", "Smallest", false, Figures::bytes),
    EFFICIENCY("efficiency", "Best accuracy for its size", true, Figures::efficiency);

    private final String id;
    private final String title;
    private final boolean largest;
    private final ToDoubleFunction<Figures> figure;

    Category(String id, String title, boolean largest, ToDoubleFunction<Figures> figure) {
        this.id = id;
        this.title = title;
        this.largest = largest;
        this.figure = figure;
    }

    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    /** The number that this category compares. */
    public double figure(Figures figures) {
        return figure.applyAsDouble(figures);
    }

    /** Better first: below 0 when a is better than b. */
    int compare(Figures a, Figures b) {
        return largest ? Double.compare(figure(b), figure(a)) : Double.compare(figure(a), figure(b));
    }
}
