package tinytorch.model;

/**
 * What flows along an edge of a graph, for one example. There are kinds, not only shapes, and each operation says which it takes. No operation mixes the tokens of a
 * sequence but causal attention, so that no model can look at the character it is to predict.
 */
sealed interface Value {

    /** Numbers of one example. */
    long size();

    /** The shape of a batch. */
    int[] dims(int batch);

    /** How long the axis is that linear layers and norms work on. */
    int width();

    /** The same kind with another {@link #width}. */
    Value withWidth(int width);

    /** Token ids, (T), each below the size of the alphabet. */
    record Ids(int length, int alphabet) implements Value {
        @Override
        public long size() {
            return length;
        }

        @Override
        public int[] dims(int batch) {
            return new int[] {batch, length};
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public Value withWidth(int width) {
            return new Sequence(length, width);
        }

        @Override
        public String toString() {
            return "token ids (" + length + ")";
        }
    }

    /** A vector for each token, (T, D). */
    record Sequence(int length, int width) implements Value {
        @Override
        public long size() {
            return (long) length * width;
        }

        @Override
        public int[] dims(int batch) {
            return new int[] {batch, length, width};
        }

        @Override
        public Value withWidth(int other) {
            return new Sequence(length, other);
        }

        @Override
        public String toString() {
            return "a sequence (" + length + ", " + width + ")";
        }
    }

    /** An image, (C, H, W). */
    record Image(int channels, int height, int width) implements Value {
        @Override
        public long size() {
            return (long) channels * height * width;
        }

        @Override
        public int[] dims(int batch) {
            return new int[] {batch, channels, height, width};
        }

        @Override
        public Value withWidth(int other) {
            return new Image(channels, height, other);
        }

        @Override
        public String toString() {
            return "an image (" + channels + ", " + height + ", " + width + ")";
        }
    }

    /** A vector, (D). */
    record Vector(int width) implements Value {
        @Override
        public long size() {
            return width;
        }

        @Override
        public int[] dims(int batch) {
            return new int[] {batch, width};
        }

        @Override
        public Value withWidth(int other) {
            return new Vector(other);
        }

        @Override
        public String toString() {
            return "a vector (" + width + ")";
        }
    }
}
