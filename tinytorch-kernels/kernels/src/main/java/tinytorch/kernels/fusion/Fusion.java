package tinytorch.kernels.fusion;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import tinytorch.tensor.Tensor;

/**
 * Runs functions of tensors as {@link Program}s where they are chains of element-wise operations. Each is traced when it is first met. The operations and
 * their order are those of the function, and so are the results, to the last bit.
 */
public final class Fusion {
    /** Below this many elements everything fits the cache anyway. */
    private static final int WORTH_IT = 4 * Program.BLOCK;

    private final Map<ElementWise, Optional<Program>> programs = new ConcurrentHashMap<>();

    /** The function's result, with tracking off. */
    public Tensor run(ElementWise function, List<Tensor> inputs) {
        int[] dims = inputs.getFirst().dims();
        for (Tensor input : inputs) {
            if (input.size() < WORTH_IT || !Arrays.equals(input.dims(), dims)) {
                return function.of(inputs);
            }
        }
        Optional<Program> program = programs.get(function);
        if (program == null) {
            program = Trace.of(function, inputs.size()).map(values -> new Program(values, Places.assign(values)));
            programs.put(function, program);
        }
        return program.isPresent() ? program.get().run(inputs.stream().map(Tensor::contiguous).toList()) : function.of(inputs);
    }
}
