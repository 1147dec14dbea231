package tinytorch.workbench.lab;

import java.io.PrintStream;

/**
 * A number that a chapter's question asks for and that only this machine can tell.
 *
 * @param value in a base unit: seconds, bytes, operations a second, or how many
 * @param how   the computation with this machine's numbers, in a few words
 */
public record QuizNumber(double value, String how) {

    /** Prints it as {@code tito quiz} reads it: the value on a line of its own, then the words. */
    public void print(PrintStream out) {
        out.println(value);
        out.println(how);
    }

    /** A program was asked for a number that it does not have. */
    public static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("this program computes no '" + name + "'. The lesson's questions say which it is asked for.");
    }
}
