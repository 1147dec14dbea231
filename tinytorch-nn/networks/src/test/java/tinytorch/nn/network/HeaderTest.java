package tinytorch.nn.network;

import static tinytorch.tensor.TestTensors.shape;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;

@Tag("networks.safetensors")
class HeaderTest {

    @Test
    void countsElementsWithoutOverflow() {
        for (Map.Entry<int[], Long> e : List.of(Map.entry(shape(2, 3), 6L), Map.entry(shape(), 1L), Map.entry(shape(5, 0, 7), 0L),
                Map.entry(shape(Integer.MAX_VALUE), (long) Integer.MAX_VALUE),
                Map.entry(shape(65536, 65536), -1L), Map.entry(shape(65536, 65536, 65536, 65536), -1L),
                Map.entry(shape(32768, 65536), -1L), Map.entry(shape(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE), -1L))) {
            Check.call("Header.elements", Arrays.toString(e.getKey())).because("-1 stands for more than an array holds")
                    .equal(() -> Header.elements(e.getKey()), e.getValue());
        }
    }

    @Test
    void saysWhichRuleAnEntryBreaks() {
        broken(entry(0, 24, Dtype.F32, 2, 3), 0, "");
        broken(entry(8, 12, Dtype.F16, 2), 8, "");
        broken(entry(5, 5, Dtype.F32, 0, 4), 5, "");
        broken(entry(0, 4, Dtype.F32), 0, "");
        broken(entry(8, 4, Dtype.F32, 1), 8, "its data_offsets [8, 4] end before they begin.");
        broken(entry(4, 8, Dtype.F32, 1), 8, "its data begins at byte 4, inside the tensor before it, which ends at 8.");
        broken(entry(12, 16, Dtype.F32, 1), 8, "its data begins at byte 12, which leaves a gap after byte 8.");
        broken(entry(0, 0, Dtype.F32, 65536, 65536), 0, "its shape [65536, 65536] has too many elements for one array.");
        broken(entry(0, 20, Dtype.F32, 2, 3), 0, "its shape [2, 3] of F32 needs 24 bytes, its data_offsets give 20.");
        broken(entry(8, 28, Dtype.F32, 2, 3), 8, "its shape [2, 3] of F32 needs 24 bytes, its data_offsets give 20.");
        broken(entry(0, 24, Dtype.BF16, 2, 3), 0, "its shape [2, 3] of BF16 needs 12 bytes, its data_offsets give 24.");
        broken(entry(0, 0, Dtype.F32, 1073741824), 0, "its shape [1073741824] of F32 needs 4294967296 bytes, its data_offsets give 0.");
    }

    private static Header.Entry entry(long begin, long end, Dtype dtype, int... dims) {
        return new Header.Entry("t", dtype, dims, begin, end);
    }

    private static void broken(Header.Entry entry, long expected, String rule) {
        Check.call("Header.brokenRule", Arrays.toString(entry.dims()) + " " + entry.dtype() + " at [" + entry.begin() + ", " + entry.end() + "]",
                "expected begin " + expected)
                .equal(() -> Header.brokenRule(entry, expected), rule);
    }
}
