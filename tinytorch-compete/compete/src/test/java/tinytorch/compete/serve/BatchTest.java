package tinytorch.compete.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;

@Tag("compete.answer")
class BatchTest {
    private final List<List<Integer>> asked = new ArrayList<>();

    /** Doubles numbers, refuses negative ones, and notes what it was asked. */
    private List<Integer> doubled(List<Integer> numbers) {
        asked.add(List.copyOf(numbers));
        if (numbers.stream().anyMatch(number -> number < 0)) {
            throw new IllegalArgumentException("a negative number");
        }
        return numbers.stream().map(number -> 2 * number).toList();
    }

    private static List<Request<Integer, Integer>> requests(int... numbers) {
        return Stream.of(numbers).flatMapToInt(java.util.Arrays::stream).mapToObj(Request::<Integer, Integer>of).toList();
    }

    private static void answer(List<Request<Integer, Integer>> requests, Function<List<Integer>, List<Integer>> model) {
        Check.call("Batch.answer", requests.stream().map(Request::input).toList()).run(() -> {
            new Batch<>(requests).answer(model);
            return null;
        });
    }

    private static List<Object> states(List<Request<Integer, Integer>> requests) {
        return requests.stream().map(request -> request.answer().isCancelled() ? "cancelled" : request.answer().isCompletedExceptionally() ? "failed"
                : request.answer().isDone() ? (Object) request.answer().join() : "no answer").toList();
    }

    @Test
    void oneCallAnswersAllEachWithItsOwn() {
        List<Request<Integer, Integer>> requests = requests(3, 1, 2);
        answer(requests, this::doubled);
        Check.call("Batch.answer", "[3, 1, 2]").equal(() -> states(requests), List.of(6, 2, 4));
        Check.call("Batch.answer", "[3, 1, 2]").because("the model is asked once: that is what a batch is for").equal(() -> asked, List.of(List.of(3, 1, 2)));
    }

    @Test
    void oneBadQuestionDoesNotFailTheOthers() {
        List<Request<Integer, Integer>> requests = requests(3, -1, 2);
        answer(requests, this::doubled);
        Check.call("Batch.answer", "[3, -1, 2]").because("each is asked about alone when all together went wrong").equal(() -> states(requests), List.of(6, "failed", 4));
        Check.call("Request.answer", -1).because("who asked is told what went wrong").refuses(CompletionException.class, () -> requests.get(1).answer().join(), "a negative number");
    }

    @Test
    void whatWasCancelledIsNotAskedAbout() {
        List<Request<Integer, Integer>> requests = requests(1, 2, 3);
        requests.get(1).answer().cancel(false);
        answer(requests, this::doubled);
        Check.call("Batch.answer", "[1, 2 cancelled, 3]").equal(() -> states(requests), List.of(2, "cancelled", 6));
        Check.call("Batch.answer", "[1, 2 cancelled, 3]").because("the model is not bothered with it").equal(() -> asked, List.of(List.of(1, 3)));
        List<Request<Integer, Integer>> none = requests(5);
        none.getFirst().answer().cancel(false);
        answer(none, this::doubled);
        Check.call("Batch.answer", "all cancelled").equal(() -> asked.size(), 1);
    }

    @Test
    void anotherNumberOfAnswersIsAnError() {
        List<Request<Integer, Integer>> requests = requests(1, 2);
        answer(requests, numbers -> numbers.size() == 1 ? List.of() : List.of(7));
        Check.call("Batch.answer", "a model that gives too few").because("nobody may get another one's answer, or none at all").equal(() -> states(requests), List.of("failed", "failed"));
        Check.call("Request.answer").refuses(CompletionException.class, () -> requests.getFirst().answer().join(), "0 answers to 1 questions");
    }

    @Test
    void anErrorIsNotSwallowed() {
        Check.call("Batch.answer", "out of memory").refuses(OutOfMemoryError.class, () -> {
            new Batch<>(requests(1, 2)).answer(_ -> {
                throw new OutOfMemoryError("test");
            });
            return null;
        }, "test");
    }
}
