package tinytorch.data;

import static tinytorch.tensor.TestTensors.shape;
import static tinytorch.tensor.TestTensors.tensor;

import java.util.Objects;

/** For tests: the example at place i is the number i with the target -i, made without any task of this module. */
class Numbers implements Dataset {
    private final int size;

    Numbers(int size) {
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Example get(int index) {
        Objects.checkIndex(index, size);
        return new Example(tensor(shape(), index), tensor(shape(), -index));
    }
}
