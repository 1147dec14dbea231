package tinytorch.autograd;

import java.util.List;

import tinytorch.tensor.Tensor;
import tinytorch.tensor.ViewOp;

/**
 * A gradient on its way, and who else uses its memory. What nobody else uses may be changed in place or handed over to a leaf, so that no gradient is copied
 * without need.
 *
 * @param value the gradient
 * @param users how many gradients on their way have this memory; {@code null} if it does not belong to the walk
 * @param part  what cuts out of the value all that is not 0; {@code null} if any of it may be something else. The queries of an attention are a third of
 *              what they were cut out of: there is no need to add the zeros of the other two
 */
record Gradient(Tensor value, Users users, ViewOp.Slice part) {

    /** A count that all gradients with the same memory share: a sum, for one, passes what it is given on to both of its inputs. */
    static final class Users {
        private int count = 1;
    }

    /** The caller's own tensor: read, never changed. */
    static Gradient borrowed(Tensor value) {
        return new Gradient(value, null, null);
    }

    /** A new tensor, which belongs to the walk. */
    static Gradient owned(Tensor value) {
        return owned(value, null);
    }

    private static Gradient owned(Tensor value, ViewOp.Slice part) {
        return new Gradient(value, new Users(), part);
    }

    /**
     * What a rule gave for one input. A rule may return what it was given (the gradient of an addition is {@code gradOutput}, twice) or a
     * view of it (a transpose): then this is one more user of that memory.
     *
     * @param gradients what the rule gave for all inputs
     * @param i         which of them is meant
     * @param total     the gradient the rule was called with
     * @param output    the operation's result
     * @param inputs    the operation's inputs
     */
    static Gradient ofRule(List<Tensor> gradients, int i, Gradient total, Tensor output, List<Tensor> inputs) {
        Tensor value = gradients.get(i);
        if (value.sharesStorageWith(total.value)) {
            if (total.users != null) {
                total.users.count++;
            }
            return new Gradient(value, total.users, null);
        }
        boolean fresh = !value.sharesStorageWith(output);
        for (int j = 0; j < inputs.size(); j++) {
            Tensor other = gradients.get(j);
            fresh &= !value.sharesStorageWith(inputs.get(j)) && (j == i || other == null || !value.sharesStorageWith(other));
        }
        return fresh ? owned(value, output.origin().op() instanceof ViewOp.Slice slice ? slice : null) : borrowed(value);
    }

    /**
     * The sum, in place ({@link #increased}) where one of the two is {@link #changeable}, else a {@link #fresh} tensor. The order of two terms of a sum does
     * not matter, not even to the last bit.
     */
    Gradient plus(Gradient other) {
        // tito:begin autograd.backward
        if (changeable()) {
            return increased(other);
        }
        if (other.changeable()) {
            return other.increased(this);
        }
        return fresh(value.add(other.value), other);
        // tito:end
    }

    /** This gradient with another added in place. */
    private Gradient increased(Gradient other) {
        if (other.part == null) {
            value.addInPlace(other.value);
        } else {
            other.part.forward(List.of(value)).addInPlace(other.part.forward(List.of(other.value)));
        }
        other.release();
        return new Gradient(value, users, null);
    }

    /** A new tensor that takes the place of this gradient and another. */
    private Gradient fresh(Tensor sum, Gradient other) {
        release();
        other.release();
        return owned(sum);
    }

    /** Adds this gradient to the leaf's own: handed over if that can be done, else copied. */
    void giveTo(Tensor leaf) {
        if (changeable()) {
            leaf.adoptGrad(value);
        } else {
            leaf.accumulateGrad(value);
            release();
        }
    }

    /** This gradient is not needed any more: the last one that has its memory gives it back ({@link Tensor#recycle}). */
    void release() {
        if (users != null && --users.count == 0) {
            value.recycle();
        }
    }

    /** Whether the value may be changed, and is all there is in its storage: part of a large one would keep all of it alive. */
    boolean changeable() {
        return users != null && users.count == 1 && value.isContiguous() && value.data().length == value.size();
    }
}
