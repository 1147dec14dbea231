package tinytorch.nn.spatial;

/** How an axis is cut into parts, of each of which the average is taken. Parts may overlap, and may be of different lengths. */
sealed interface Bins {

    /** How many parts an axis of this length has. */
    int count(int length);

    /** The first index of a part. */
    int from(int bin, int length);

    /** One past the last index of a part. */
    int to(int bin, int length);

    /** By how much the sum over a part is divided. */
    int divisor(int bin, int length);

    /**
     * The places of a window.
     *
     * @param window       without dilation; its padding is at most half of its size
     * @param countPadding whether the zeros of the padding count: then a window is always divided by its size
     */
    record Sliding(Window window, boolean countPadding) implements Bins {

        public Sliding {
            if (window.dilation() != 1 || 2 * window.padding() > window.size()) {
                throw new IllegalArgumentException("AvgPool2d: the window has no dilation and a padding of at most half of its size, got " + window
                        + ".");
            }
        }

        @Override
        public int count(int length) {
            return window.places(length);
        }

        @Override
        public int from(int bin, int length) {
            return Math.max(0, window.index(bin, 0));
        }

        @Override
        public int to(int bin, int length) {
            return Math.min(length, window.index(bin, 0) + window.size());
        }

        @Override
        public int divisor(int bin, int length) {
            return countPadding ? window.size() : to(bin, length) - from(bin, length);
        }
    }

    /**
     * So many parts, whatever the length: as {@code torch.nn.AdaptiveAvgPool2d}.
     *
     * @param parts 1 or more
     */
    record Adaptive(int parts) implements Bins {

        public Adaptive {
            if (parts < 1) {
                throw new IllegalArgumentException("AdaptiveAvgPool2d: the output size must be 1 or more, got " + parts + ".");
            }
        }

        @Override
        public int count(int length) {
            return parts;
        }

        /**
         * {@code floor(bin * length / parts)}.
         *
         * <p>Worked example: 7 indices in 3 parts are 0-2, 2-4, 4-6: every index is in a part, and neighbours share one where 7 can't be divided by
         * 3. 2 indices in 3 parts are 0, 0-1, 1.
         */
        @Override
        public int from(int bin, int length) {
            // tito:begin spatial.pool
            return bin * length / parts;
            // tito:end
        }

        /** {@code ceil((bin + 1) * length / parts)}. */
        @Override
        public int to(int bin, int length) {
            // tito:begin spatial.pool
            return Math.ceilDiv((bin + 1) * length, parts);
            // tito:end
        }

        @Override
        public int divisor(int bin, int length) {
            return to(bin, length) - from(bin, length);
        }
    }
}
