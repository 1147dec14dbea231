package tinytorch.similarity;

import de.jplag.JPlag;
import de.jplag.JPlagComparison;
import de.jplag.JPlagResult;
import de.jplag.Match;
import de.jplag.Submission;
import de.jplag.exceptions.ExitException;
import de.jplag.java.JavaLanguage;
import de.jplag.options.JPlagOptions;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tinytorch.course.TaskLines;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares submissions pair by pair (L. Prechelt, G. Malpohl, M. Philippsen: Finding plagiarisms among a set of programs with JPlag, J.UCS 2002): the sources become tokens, and
 * what two have in common beyond the base code is found by greedy string tiling. Prints one JSON object with the pairs, the most similar first.
 */
public final class SimilarityProgram {

    /**
     * What two submissions share.
     *
     * @param tokens by the task in whose region they stand, how many tokens; what stands in no region is under an empty name
     */
    record Pair(String first, String second, double similarity, SortedMap<String, Integer> tokens) {
    }

    private SimilarityProgram() {
    }

    /** Takes the folder of the base code, that of the submissions, and the least number of tokens that counts as common. */
    public static void main(String[] args) throws ExitException {
        File base = new File(args[0]);
        JPlagOptions options = new JPlagOptions(new JavaLanguage(), Set.of(new File(args[1])), Set.of()).withBaseCodeSubmissionDirectory(base)
                .withMinimumTokenMatch(Integer.valueOf(args[2])).withMaximumNumberOfComparisons(JPlagOptions.SHOW_ALL_COMPARISONS);
        JPlagResult result = JPlag.run(options);
        TaskLines lines = new TaskLines();
        List<Pair> pairs = new ArrayList<>();
        for (JPlagComparison comparison : result.getAllComparisons()) {
            pairs.add(pair(comparison, lines));
        }
        pairs.sort(Comparator.comparingDouble(Pair::similarity).reversed().thenComparing(Pair::first).thenComparing(Pair::second));
        System.out.println(JsonMapper.shared().writeValueAsString(Map.of("pairs", pairs)));
    }

    private static Pair pair(JPlagComparison comparison, TaskLines lines) {
        boolean swapped = comparison.firstSubmission().getName().compareTo(comparison.secondSubmission().getName()) > 0;
        Submission first = swapped ? comparison.secondSubmission() : comparison.firstSubmission();
        Submission second = swapped ? comparison.firstSubmission() : comparison.secondSubmission();
        SortedMap<String, Integer> tokens = new TreeMap<>();
        for (Match match : comparison.matches()) {
            int start = swapped ? match.startOfSecond() : match.startOfFirst();
            first.getTokenList().subList(start, start + match.length()).forEach(token -> {
                if (token.getLine() > 0) {   // the ends of files have no line
                    tokens.merge(lines.task(Path.of(token.getFile().getPath()), token.getLine()), 1, Integer::sum);
                }
            });
        }
        return new Pair(first.getName(), second.getName(), comparison.similarity(), tokens);
    }
}
