package tinytorch.milestones.gpt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came out of a run of the milestone.
 *
 * @param corpus       what was learned
 * @param loss         on its last tenth
 * @param trainSeconds time of all training steps, without the tests between
 * @param rate         tokens a second in them; NaN if no step was taken in this run
 * @param written      tokens a second when it writes, with a cache
 * @param iterations   steps
 * @param parameters   numbers that were learned
 * @param unmoved      the names of those that are what they were before the training
 * @param answers      what the probes gave
 */
record GptResult(Corpus corpus, double loss, double trainSeconds, double rate, double written, long iterations, long parameters, List<String> unmoved,
        List<Probes.Answer> answers) {
    /** The largest loss on tinyshakespeare's last tenth with which the milestone is achieved. */
    static final double GOAL = 1.90;

    boolean achieved() {
        return corpus.real() && loss <= GOAL && sound();
    }

    /** Whether every part of the network has learned, and it does what a GPT does. */
    boolean sound() {
        return unmoved.isEmpty() && failed().isEmpty();
    }

    /** The probes that did not hold. */
    List<Probes.Answer> failed() {
        return answers.stream().filter(answer -> !answer.passed()).toList();
    }

    /** For programs. The options and the machine follow after this. */
    Map<String, Object> json() {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("val_loss", loss);
        metrics.put("tokens_per_second", Double.isNaN(rate) ? 0 : Math.round(rate));
        metrics.put("generate_tokens_per_second", Math.round(written));
        metrics.put("parameters", parameters);
        metrics.put("train_seconds", Math.round(1000 * trainSeconds) / 1000.0);
        metrics.put("iterations", iterations);
        metrics.put("val_tokens", corpus.validation().length - 1);
        metrics.put("unmoved_tensors", unmoved.size());
        metrics.put("failed_probes", failed().size());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("milestone", GptMilestone.NAME);
        json.put("achieved", achieved());
        json.put("dataset", corpus.name());
        json.put("metrics", metrics);
        json.put("unmoved", unmoved);
        json.put("failed", failed().stream().map(Probes.Answer::toString).toList());
        return json;
    }
}
