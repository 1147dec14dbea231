package tinytorch.kernels;

import tinytorch.tensor.Buffer;

/** The left matrix of a product. */
sealed interface Left permits Left.Block, Indexed {

    /**
     * The m rows from i on, of each k columns from p on, in an order in which {@link Tile} reads them: where they lie if that will do, else packed.
     *
     * @param buffer for what is packed; the block is good until the buffer is used again
     */
    Block block(int m, int k, int i, int p, Buffer buffer);

    /** Rows of a left matrix that a tile can be computed from. */
    sealed interface Block extends Left permits Matrix, Groups {

        /** Whether its blocks need no packing. */
        boolean inPlace();

        /** The part that begins at row i, a multiple of {@link Tile#ROWS}. */
        Block from(int i);

        /** {@link Tile#add} for the {@link Tile#ROWS} rows from i on, a multiple of their number. */
        void tile(int i, int k, float[] strip, float[] from, int fromAt, int fromRow, float[] c, int cAt, int cRow);

        /** The m rows from i on, fewer than a tile has, with zeros for those that are missing. */
        Block padded(int i, int m, int k, Buffer buffer);
    }
}
