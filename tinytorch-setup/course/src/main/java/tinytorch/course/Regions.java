package tinytorch.course;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Finds the regions of a source and puts other bodies into them. */
public final class Regions {

    private Regions() {
    }

    /**
     * The regions of a finished source, found with the compiler's parser: marker text in a string is not a marker.
     *
     * @param file name used in messages
     * @throws CourseException if the source does not parse or a marker is malformed; the message has file and line
     */
    public static List<Region> of(String file, String text) {
        List<Problem> problems = new ArrayList<>();
        List<Region> regions = RegionRules.read(JavaSource.parse(file, text), problems).stream().map(RegionRules.Found::region).toList();
        if (!problems.isEmpty()) {
            throw new CourseException(problems.getFirst().toString());
        }
        return regions;
    }

    /**
     * The regions of a learner's file, found by its lines, because the file need not be Java that compiles. Markers
     * that have lost their partner are passed over.
     */
    public static List<Region> ofLearner(String text) {
        List<Region> regions = new ArrayList<>();
        Marker open = null;
        for (Marker marker : Marker.lines(text)) {
            if (!marker.begin() && open != null) {
                regions.add(region(open, marker, text));
            }
            open = marker.begin() ? marker : null;
        }
        return regions;
    }

    static Region region(Marker begin, Marker end, String text) {
        return new Region(begin.task(), begin.line(), begin.nextLine(), end.lineStart(), text.substring(begin.lineStart(), begin.offset()));
    }

    /** The text with each region's body replaced by what {@code body} gives for it. */
    public static String replace(String text, List<Region> regions, Function<Region, String> body) {
        StringBuilder result = new StringBuilder();
        int from = 0;
        for (Region region : regions) {
            result.append(text, from, region.start()).append(body.apply(region));
            from = region.end();
        }
        return result.append(text, from, text.length()).toString();
    }

    /** The body of a region that waits for the learner: one line that throws the task's exception. */
    public static String stub(Region region) {
        return region.indent() + "throw new tinytorch.workbench.TodoException(\"" + region.task() + "\");\n";
    }

    /** A text without its regions' bodies, imports and carriage returns: what a learner is not expected to change. */
    static String frame(String text) {
        return Imports.without(replace(text, ofLearner(text), region -> ""));
    }

    /**
     * The regions' bodies by a key that survives changes around them: the task and its how-manieth region in the file.
     */
    static Map<String, String> bodies(String text) {
        Map<String, String> bodies = new HashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Region region : ofLearner(text)) {
            bodies.put(key(region, seen), region.body(text));
        }
        return bodies;
    }

    /** The key of {@link #bodies}; {@code seen} counts along the file. */
    static String key(Region region, Map<String, Integer> seen) {
        return region.task() + " " + seen.merge(region.task(), 1, Integer::sum);
    }
}
