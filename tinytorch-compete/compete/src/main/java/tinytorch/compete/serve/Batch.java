package tinytorch.compete.serve;

import java.util.List;
import java.util.function.Function;

/**
 * Requests that are answered by one call of the model.
 *
 * @param <I>      question
 * @param <O>      answer
 * @param requests in the order they came
 */
record Batch<I, O>(List<Request<I, O>> requests) {

    /**
     * Answers all: the model is asked once, about all inputs, and answer i belongs to request i.
     *
     * <p>If that goes wrong, by an exception or by another number of answers ({@link #answers} says so with an exception), nobody knows whose fault it was. A single request has failed then: it is
     * completed with the exception. Of several each is asked about alone, so that one bad question costs the others time and not their answer.
     *
     * <p>What was cancelled is neither asked about nor answered. An {@link Error} is not caught: if memory is out, others had better know.
     */
    void answer(Function<List<I>, List<O>> model) {
        // tito:begin compete.answer
        List<Request<I, O>> wanted = requests.stream().filter(request -> !request.answer().isDone()).toList();
        if (wanted.isEmpty()) {
            return;
        }
        try {
            List<O> answers = answers(model, wanted);
            for (int i = 0; i < answers.size(); i++) {
                wanted.get(i).answer().complete(answers.get(i));
            }
        } catch (RuntimeException e) {
            if (wanted.size() == 1) {
                wanted.getFirst().answer().completeExceptionally(e);
            } else {
                wanted.forEach(request -> new Batch<>(List.of(request)).answer(model));
            }
        }
        // tito:end
    }

    private static <I, O> List<O> answers(Function<List<I>, List<O>> model, List<Request<I, O>> wanted) {
        List<O> answers = model.apply(wanted.stream().map(Request::input).toList());
        if (answers.size() != wanted.size()) {
            throw new IllegalStateException("BatchServer: the model gave " + answers.size() + " answers to " + wanted.size() + " questions. It must give one to each, in their order.");
        }
        return answers;
    }
}
