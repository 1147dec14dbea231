package tinytorch.autograd;

import java.util.List;

import tinytorch.tensor.Tensor;

/**
 * A gradient on its way, and whether the walk is the only one that holds its storage. What it owns alone it may change in place or
 * hand over to a leaf, so that no gradient is copied without need.
 *
 * @param value the gradient
 * @param owned whether nobody else uses its storage, now or later
 */
record Gradient(Tensor value, boolean owned) {

    /** The caller's own tensor: read, never changed. */
    static Gradient borrowed(Tensor value) {
        return new Gradient(value, false);
    }

    /**
     * What a rule gave for one input. A rule may return what it was given (the gradient of an addition is {@code gradOutput}, twice) or a
     * view of it (a transpose), so a storage that is met twice has two users. {@code gradOutput} itself is not needed after its
     * rule, so it may be passed on if it was owned.
     *
     * @param gradients what the rule gave for all inputs
     * @param i         which of them is meant
     * @param total     the gradient the rule was called with
     * @param output    the operation's result
     * @param inputs    the operation's inputs
     */
    static Gradient ofRule(List<Tensor> gradients, int i, Gradient total, Tensor output, List<Tensor> inputs) {
        Tensor value = gradients.get(i);
        boolean owned = !value.sharesStorageWith(output) && (total.owned || !value.sharesStorageWith(total.value));
        for (int j = 0; j < inputs.size(); j++) {
            Tensor other = gradients.get(j);
            owned &= !value.sharesStorageWith(inputs.get(j)) && (j == i || other == null || !value.sharesStorageWith(other));
        }
        return new Gradient(value, owned);
    }

    /**
     * The sum, in place ({@link #increased}) where one of the two is {@link #changeable}, else a new tensor, which the walk owns. The order of two terms
     * of a sum does not matter, not even to the last bit.
     */
    Gradient plus(Gradient other) {
        // tito:begin autograd.backward
        if (changeable()) {
            return increased(other);
        }
        if (other.changeable()) {
            return other.increased(this);
        }
        return new Gradient(value.add(other.value), true);
        // tito:end
    }

    /** This gradient with another added in place; nobody needs the other any more. */
    private Gradient increased(Gradient other) {
        Gradient sum = new Gradient(value.addInPlace(other.value), true);
        other.recycleUnless(List.of(value));
        return sum;
    }

    /** Adds this gradient to the leaf's own: handed over if that can be done, else copied. */
    void giveTo(Tensor leaf) {
        if (changeable()) {
            leaf.adoptGrad(value);
        } else {
            leaf.accumulateGrad(value);
            recycleUnless(List.of());
        }
    }

    /** Gives the memory back ({@link Tensor#recycle}), as nobody needs this gradient any more: unless it is not its own, or one of these lives in it. */
    void recycleUnless(List<Tensor> others) {
        boolean free = owned;
        for (Tensor other : others) {
            free &= other == null || !value.sharesStorageWith(other);
        }
        if (free) {
            value.recycle();
        }
    }

    /** Whether the value may be changed, and is all there is in its storage: part of a large one would keep all of it alive. */
    private boolean changeable() {
        return owned && value.isContiguous() && value.data().length == value.size();
    }
}
