package tinytorch.model;

/**
 * What a submission to a task must keep.
 *
 * @param task            which
 * @param mostBytes       of {@code model.json} and {@code weights.safetensors} together, not packed
 * @param mostP95         milliseconds for one example, 95th percentile
 * @param leastAccuracy   the least part of right answers, from 0 to 1; of text the least {@link Score.Part#accuracy}, {@code 2^-bits}
 */
public record TaskRules(Task task, long mostBytes, double mostP95, double leastAccuracy) {
    /** Ten million bytes. */
    public static final long MOST_BYTES = 10_000_000;

    public TaskRules {
        if (mostBytes < 1 || mostBytes > MOST_BYTES || !(mostP95 > 0) || !(leastAccuracy >= 0 && leastAccuracy <= 1)) {
            throw new IllegalArgumentException("TaskRules: bytes must be from 1 to " + MOST_BYTES + ", milliseconds above 0 and the accuracy from 0 to 1, got " + mostBytes + ", " + mostP95 + " and "
                    + leastAccuracy + ".");
        }
    }

    /** The rules that hold unless the instructor makes others. */
    public static TaskRules of(Task task) {
        return new TaskRules(task, MOST_BYTES, 100, switch (task) {
            case MNIST -> 0.9;
            case CIFAR10 -> 0.5;
            case TINYGPT -> accuracy(4);
        });
    }

    /** The same rules with another minimum. */
    public TaskRules withLeastAccuracy(double accuracy) {
        return new TaskRules(task, mostBytes, mostP95, accuracy);
    }

    /** What so many bits a character are as an accuracy: {@code 2^-bits}, the geometric mean of the probability that the right character was given. */
    public static double accuracy(double bitsPerCharacter) {
        return Math.pow(2, -bitsPerCharacter);
    }
}
