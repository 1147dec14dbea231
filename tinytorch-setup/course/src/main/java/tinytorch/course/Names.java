package tinytorch.course;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what was probably meant by a name that does not exist. */
final class Names {
    private static final int SHOWN = 3;

    private Names() {
    }

    /** {@code " Did you mean ...?"} with the closest names, or {@code otherwise} when none is close. */
    static String suggestion(String wanted, List<String> names, String otherwise) {
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

    /** Levenshtein's distance: how many characters must be inserted, deleted or replaced. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
