package tinytorch.course;

import java.util.List;

/**
 * Leaves out what only the distribution's build has: in a pom, the lines from
 * {@code <!-- tito:distribution-only ... -->} to {@code <!-- tito:distribution-only end -->}.
 */
final class PomCut {
    private static final String MARKER = "<!-- tito:distribution-only";
    private static final String END = MARKER + " end -->";
    private static final String STRICT = "<tinytorch.werror>-Werror</tinytorch.werror>";
    /** An option javac has already been given: it only takes the place of the other one. */
    private static final String LENIENT = "<tinytorch.werror>-Xlint:all</tinytorch.werror>";

    private PomCut() {
    }

    /** The pom of a workspace; malformed markers are added to {@code problems}. */
    static String cut(String name, String pom, List<Problem> problems) {
        StringBuilder kept = new StringBuilder();
        int opened = 0;
        int number = 0;
        for (String line : pom.split("(?<=\n)")) {
            number++;
            String text = line.strip();
            boolean end = text.equals(END);
            boolean begin = !end && text.startsWith(MARKER) && text.endsWith("-->") && text.matches("<!-- tito:distribution-only\\b.*");
            if (!begin && !end && text.contains("tito:")) {
                problems.add(new Problem(name, number, "'" + text + "' looks like a marker and is none. Write '" + MARKER + ": why -->' and '"
                        + END + "', each alone on its line."));
            } else if (begin && opened > 0) {
                problems.add(new Problem(name, number, "a distribution-only part begins inside the one of line " + opened + "."));
            } else if (end && opened == 0) {
                problems.add(new Problem(name, number, "'" + END + "' has no beginning before it."));
            } else if (begin) {
                opened = number;
            } else if (end) {
                opened = 0;
            } else if (opened == 0) {
                kept.append(line);
            }
        }
        if (opened > 0) {
            problems.add(new Problem(name, opened, "this distribution-only part is not ended with '" + END + "'."));
        }
        return kept.toString();
    }

    /** Warnings stop the course's own build, but not a learner's: the root pom says which. */
    static String lenient(String name, String pom, List<Problem> problems) {
        if (!pom.contains(STRICT) && !pom.contains(LENIENT)) {   // the pom of a release has been through here
            problems.add(new Problem(name, 1, "the root pom must set '" + STRICT + "', which a workspace replaces."));
        }
        return pom.replace(STRICT, LENIENT);
    }
}
