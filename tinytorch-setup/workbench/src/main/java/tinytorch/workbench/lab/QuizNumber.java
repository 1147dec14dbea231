package tinytorch.workbench.lab;

import java.util.Map;
import java.util.function.Supplier;

/**
 * A number that a lesson's question asks for and that only this machine can tell.
 *
 * @param value in a base unit: seconds, bytes, operations a second, or how many
 * @param how   the computation with this machine's numbers, in a few words
 */
public record QuizNumber(double value, String how) {

    /**
     * Computes the number of this name and prints it as {@code tito quiz} reads it: the value on a line of its own, then the words.
     *
     * @param numbers by name, of which one is computed
     */
    public static void print(String name, Map<String, Supplier<QuizNumber>> numbers) {
        if (!numbers.containsKey(name)) {
            throw new IllegalArgumentException("QuizNumber: there is no number '" + name + "', only " + numbers.keySet() + ". The lesson's questions name them.");
        }
        QuizNumber number = numbers.get(name).get();
        System.out.println(number.value());
        System.out.println(number.how());
    }
}
