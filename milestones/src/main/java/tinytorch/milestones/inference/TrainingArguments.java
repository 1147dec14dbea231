package tinytorch.milestones.inference;

/**
 * The options of a training command.
 *
 * @param command the whole command, as it is written into the file
 */
record TrainingArguments(String command, long seed, int epochs, String out) {
    private static final long SEED = 42;

    /** Reads {@code --seed N}, {@code --epochs N} and {@code --out FILE}; ends the program with a message on anything else. */
    static TrainingArguments parse(String name, int epochs, String out, String... args) {
        long seed = SEED;
        for (int i = 0; i < args.length; i += 2) {
            String value = i + 1 < args.length ? args[i + 1] : "";
            try {
                switch (args[i]) {
                    case "--seed" -> seed = Long.parseLong(value);
                    case "--epochs" -> epochs = Integer.parseUnsignedInt(value);
                    case "--out" -> out = value;
                    default -> throw new NumberFormatException();
                }
            } catch (NumberFormatException e) {
                System.err.println("usage: milestones/train " + name + " [--seed N] [--epochs N] [--out FILE]");
                System.exit(2);
            }
        }
        return new TrainingArguments("milestones/train %s --seed %d --epochs %d".formatted(name, seed, epochs), seed, epochs, out);
    }
}
