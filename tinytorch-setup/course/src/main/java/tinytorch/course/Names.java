package tinytorch.course;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what was probably meant by a name that does not exist. */
public final class Names {
    private static final int SHOWN = 3;

    private Names() {
    }

    /** {@code " Did you mean ...?"} with the closest names, or {@code otherwise} when none is close. */
    public static String suggestion(String wanted, List<String> names, String otherwise) {
        List<String> close = close(wanted, names);
        return " " + (close.isEmpty() ? otherwise : "Did you mean " + String.join(" or ", close) + "?");
    }

    /** Names at most a third of their length away from {@code wanted}, or that contain it; the closest first. */
    static List<String> close(String wanted, List<String> names) {
        String typed = wanted.strip().toLowerCase(Locale.ROOT);
        if (typed.isEmpty()) {
            return List.of();
        }
        return names.stream()
                .filter(name -> name.contains(typed) && typed.length() > 2 || distance(typed, name) <= Math.max(1, name.length() / 3))
                .sorted(Comparator.comparingInt(name -> distance(typed, name)))
                .limit(SHOWN).toList();
    }

    /**
     * How many characters must be inserted, deleted, replaced or swapped with their neighbour: Levenshtein's distance
     * with the transpositions of typing errors (optimal string alignment).
     */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : edit(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int edit(int[][] cost, String a, String b, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
