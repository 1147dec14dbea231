package tinytorch.text.attention;

/**
 * How far queries see. As in {@link Masks#causal}, the queries are the last of the keys' tokens.
 *
 * @param causal  whether no query looks ahead
 * @param queries T
 * @param keys    S
 */
record Sight(boolean causal, int queries, int keys) {

    /** Query i sees the keys before this one. */
    int end(int query) {
        return causal ? keys - queries + query + 1 : keys;
    }
}
