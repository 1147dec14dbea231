package tinytorch.compete.serve;

import java.util.concurrent.CompletableFuture;

/**
 * A question and the place of its answer.
 *
 * @param <I>    question
 * @param <O>    answer
 * @param input  what is asked
 * @param answer completed when it is answered, or with what went wrong. Whoever asked may cancel it
 */
public record Request<I, O>(I input, CompletableFuture<O> answer) {

    /** A question that is not answered. */
    public static <I, O> Request<I, O> of(I input) {
        return new Request<>(input, new CompletableFuture<>());
    }
}
