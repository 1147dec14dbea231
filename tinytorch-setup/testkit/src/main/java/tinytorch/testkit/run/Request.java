package tinytorch.testkit.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the judge asks for, read from standard input: one line a fact, the name of the fact first.
 *
 * <pre>
 * key 5f2c...                        seals the events, so that only the runner can have written them
 * events /path/of/events.jsonl       where the events go
 * seconds 10                         how long one test may take, in processor time
 * test tinytorch.tensor.MatmulTest#multipliesTwoMatrices
 * root /path/of/test-classes         list the tests of this folder instead of running any
 * variant 3                          the tests that follow run on a class path of their own, see {@link Variant}
 * path /path/of/classes              an entry of the variant's class path
 * failfast true                      a variant ends with the test class in which the first test fails
 * </pre>
 */
record Request(String key, Path events, double seconds, boolean failFast, List<Variant> variants, List<Path> roots) {

    static Request read(BufferedReader in) throws IOException {
        String key = "";
        Path events = null;
        double seconds = 10;
        boolean failFast = false;
        List<Variant> variants = new ArrayList<>(List.of(new Variant("", new ArrayList<>(), new ArrayList<>())));
        List<Path> roots = new ArrayList<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            int space = line.indexOf(' ');
            String value = line.substring(space + 1);
            switch (space < 0 ? line : line.substring(0, space)) {
                case "key" -> key = value;
                case "events" -> events = Path.of(value);
                case "seconds" -> seconds = Double.parseDouble(value);
                case "failfast" -> failFast = Boolean.parseBoolean(value);
                case "variant" -> variants.add(new Variant(value, new ArrayList<>(), new ArrayList<>()));
                case "path" -> variants.getLast().classPath().add(Path.of(value));
                case "test" -> variants.getLast().tests().add(value);
                case "root" -> roots.add(Path.of(value));
                default -> throw new IllegalArgumentException("unknown line in the request: " + line);
            }
        }
        if (events == null || key.isEmpty()) {
            throw new IllegalArgumentException("the request names no events file or no key");
        }
        return new Request(key, events, seconds, failFast, List.copyOf(variants), List.copyOf(roots));
    }
}
