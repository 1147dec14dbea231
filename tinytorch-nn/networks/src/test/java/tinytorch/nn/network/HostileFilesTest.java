package tinytorch.nn.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.tensor.TestTensors;
import tinytorch.testkit.Check;
import tinytorch.testkit.Values;

/** Files that lie. Every test first reads a good file made the same way, so that a refusal is due to the lie. */
@Tag("networks.safetensors")
class HostileFilesTest {
    private static final String GOOD = "\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";

    @TempDir
    private Path folder;

    @Test
    void refusesLengthsThatDoNotFitTheFile() {
        good();
        byte[] good = file("{" + GOOD + "}", 4);
        refused(new byte[0], "the file", "0 bytes");
        refused(Arrays.copyOf(good, 7), "the file", "7 bytes");
        refused(withLength(good, good.length - 8 + 1), "the header", "the file ends");
        refused(withLength(good, 1_000_000), "the header", "1000000 bytes", "the file ends");
        refused(withLength(good, 100_000_001), "the header", "100000001", "the most is 100000000");
        refused(withLength(good, Long.MAX_VALUE), "the header", "9223372036854775807");
        refused(withLength(good, -1), "the header", "18446744073709551615");
        refused(withLength(good, 0), "the header", "must start with {");
        refused(withLength(good, 10), "the header", "must start with { and end with }");
    }

    @Test
    void refusesAHeaderThatIsNoJson() {
        good();
        refused(file("{" + GOOD + ",}", 4), "not JSON");
        refused(file("{\"x\":}", 4), "not JSON");
        refused(file("{'x':{}}", 4), "not JSON");
        refused(file("{/**/" + GOOD + "}", 4), "not JSON");
        refused(file("[" + GOOD + "]", 4), "must start with {");
        refused(file(" {" + GOOD + "}", 4), "must start with {");
        refused(file("\uFEFF{" + GOOD + "}", 4), "must start with {");
        refused(file("{" + GOOD + "}\n", 4), "nothing but spaces");
        refused(file("{" + GOOD + "}\0\0\0", 4), "nothing but spaces");
        refused(file("{" + GOOD + "} {}", 4), "the header", "after its last }");
        byte[] latin = file("{\"\u00e4\":{}}", 0);
        latin[10] = (byte) 0xFF;
        refused(latin, "the header", "not UTF-8");
        byte[] overlong = file("{\"ab\":{}}", 0);
        overlong[10] = (byte) 0xC0;
        overlong[11] = (byte) 0x80;
        refused(overlong, "the header", "not UTF-8");
    }

    @Test
    void refusesBombs() {
        good();
        refused(file("{\"x\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}", 4), "tensor \"x\"", "must be an object");
        refused(file("{\"x\":" + "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000) + "}", 4), "tensor \"x\"", "unknown key \"a\"");
        refused(file("{\"__metadata__\":{\"a\":" + "{\"b\":".repeat(20_000) + "1" + "}".repeat(20_001) + "}", 4), "__metadata__",
                "\"a\" must be a text");
        refused(file(entry("[" + "9".repeat(20_000) + "]", "[0,4]"), 4), "tensor \"x\"");
        refused(file("{\"" + "n".repeat(100_000) + "\":{}}", 4), "the header");
        refused(file(entry("[" + "1,".repeat(64) + "1]", "[0,4]"), 4), "shape holds more than 64 numbers");
    }

    @Test
    void refusesNamesThatOccurTwice() {
        good();
        refused(file("{" + GOOD + ",\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8), "tensor \"x\"", "the name occurs twice");
        refused(file("{" + GOOD + ",\"\\u0078\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8), "tensor \"x\"",
                "the name occurs twice");
        refused(file("{\"x\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4), "tensor \"x\"", "dtype occurs twice");
        refused(file("{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"shape\":[1],\"data_offsets\":[0,4]}}", 4), "tensor \"x\"", "shape occurs twice");
        refused(file("{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"data_offsets\":[0,4]}}", 4), "tensor \"x\"",
                "data_offsets occurs twice");
        refused(file("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}," + GOOD + "}", 4), "__metadata__", "\"a\" occurs twice");
        refused(file("{\"__metadata__\":{},\"__metadata__\":{}," + GOOD + "}", 4), "__metadata__", "the name occurs twice");
    }

    @Test
    void refusesNamesThatAreNone() {
        good();
        refused(file("{\"\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4), "the name is empty");
        refused(file("{\"a\\u001b[2Jb\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4), "tensor \"a?[2Jb\"", "control character");
        refused(file("{\"\\ud800\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4), "surrogate");
    }

    @Test
    void refusesTypesThatAreWrong() {
        good();
        refused(file("{\"x\":1}", 4), "tensor \"x\"", "must be an object");
        refused(file("{\"x\":null}", 4), "tensor \"x\"", "must be an object");
        refused(file("{\"__metadata__\":[]," + GOOD + "}", 4), "__metadata__", "an object of texts");
        refused(file("{\"__metadata__\":{\"epoch\":3}," + GOOD + "}", 4), "__metadata__", "\"epoch\" must be a text");
        refused(file("{\"x\":{\"dtype\":4,\"shape\":[1],\"data_offsets\":[0,4]}}", 4), "tensor \"x\"", "dtype must be a text");
        refused(file(entry("1", "[0,4]"), 4), "tensor \"x\"", "shape must be a list");
        refused(file(entry("[\"1\"]", "[0,4]"), 4), "shape must hold whole numbers");
        refused(file(entry("[1.0]", "[0,4]"), 4), "shape must hold whole numbers");
        refused(file(entry("[1e0]", "[0,4]"), 4), "shape must hold whole numbers");
        refused(file(entry("[[1]]", "[0,4]"), 4), "shape must hold whole numbers");
        refused(file(entry("[null]", "[0,4]"), 4), "shape must hold whole numbers");
        refused(file(entry("[1]", "{}"), 4), "data_offsets must be a list");
        refused(file(entry("[1]", "[0,\"4\"]"), 4), "data_offsets must hold whole numbers");
        refused(file(entry("[1]", "[0]"), 4), "data_offsets must be two numbers");
        refused(file(entry("[1]", "[0,2,4]"), 4), "data_offsets holds more than 2 numbers");
    }

    @Test
    void refusesKeysThatAreMissingOrUnknown() {
        good();
        refused(file("{\"x\":{\"shape\":[1],\"data_offsets\":[0,4]}}", 4), "tensor \"x\"", "dtype is missing");
        refused(file("{\"x\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", 4), "tensor \"x\"", "shape is missing");
        refused(file("{\"x\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4), "tensor \"x\"", "data_offsets is missing");
        refused(file("{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"code\":\"rm\"}}", 4), "tensor \"x\"", "unknown key \"code\"");
    }

    @Test
    void refusesNumberTypesThatAFloatCanNotHold() {
        good();
        for (String dtype : new String[] {"F64", "I64", "I32", "U16", "BOOL", "F8_E4M3", "f32", "F32 ", "", "pickle"}) {
            refused(file("{\"x\":{\"dtype\":\"" + dtype + "\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4), "tensor \"x\"", "dtype " + dtype,
                    "F32, F16, BF16");
        }
    }

    @Test
    void refusesNumbersBelowZeroOrTooLarge() {
        good();
        refused(file(entry("[-1]", "[0,4]"), 4), "shape holds -1");
        refused(file(entry("[-0]", "[0,4]"), 4), "shape holds -0");
        refused(file(entry("[2147483648]", "[0,4]"), 4), "shape holds 2147483648");
        refused(file(entry("[18446744073709551617]", "[0,4]"), 4), "shape holds 18446744073709551617");
        refused(file(entry("[1]", "[-4,0]"), 4), "data_offsets holds -4");
        refused(file(entry("[1]", "[0,9223372036854775808]"), 4), "data_offsets holds 9223372036854775808");
        refused(file(entry("[1]", "[9223372036854775804,9223372036854775807]"), 4), "leaves a gap");
        refused(file(entry("[01]", "[0,4]"), 4), "not JSON");
    }

    @Test
    void refusesShapesWhoseSizeOverflows() {
        good();
        refused(file(entry("[65536,65536]", "[0,0]"), 0), "tensor \"x\"", "[65536, 65536] has too many elements");
        refused(file(entry("[65536,65536,65536,65536]", "[0,0]"), 0), "tensor \"x\"", "too many elements");
        refused(file(entry("[2147483647,2147483647,2147483647]", "[0,0]"), 0), "tensor \"x\"", "too many elements");
        refused(file(entry("[1073741825]", "[0,4]"), 4), "tensor \"x\"", "needs 4294967300 bytes");
        refused(file(entry("[2147483647]", "[0,8589934588]"), 4), "tensor \"x\"", "the file at 4", "cut off");
    }

    @Test
    void refusesTensorsThatOverlapOrLeaveGaps() {
        good();
        refused(file(two("[0,8]", "[4,12]"), 12), "tensor \"b\"", "inside the tensor before it");
        refused(file(two("[0,8]", "[0,8]"), 8), "inside the tensor before it");
        refused(file(two("[4,12]", "[0,8]"), 12), "tensor \"a\"", "inside the tensor before it");
        refused(file(two("[0,8]", "[12,20]"), 20), "tensor \"b\"", "gap after byte 8");
        refused(file(two("[8,16]", "[16,24]"), 24), "tensor \"a\"", "gap after byte 0");
        refused(file(two("[8,0]", "[8,16]"), 16), "tensor \"a\"", "end before they begin");
    }

    @Test
    void refusesSizesThatDisagree() {
        good();
        refused(file(entry("[1]", "[0,8]"), 8), "tensor \"x\"", "needs 4 bytes, its data_offsets give 8");
        refused(file(entry("[3]", "[0,4]"), 4), "tensor \"x\"", "needs 12 bytes, its data_offsets give 4");
        refused(file(entry("[]", "[0,0]"), 0), "tensor \"x\"", "[] of F32 needs 4 bytes");
        refused(file("{" + GOOD + "}", 3), "tensor \"x\"", "the file at 3", "cut off");
        refused(file("{" + GOOD + "}", 0), "tensor \"x\"", "the file at 0", "cut off");
        refused(file("{" + GOOD + "}", 5), "the file", "1 bytes after the last tensor");
        refused(file("{}", 8), "the file", "8 bytes after the last tensor");
    }

    @Test
    void aGoodFileThatWasCutOffIsRefused() throws IOException {
        byte[] good = SafeTensorsTest.resource("reference.safetensors");
        Check.call("SafeTensors.read", "reference.safetensors").equal(() -> SafeTensors.read("f", good).tensors().size(), 5);
        for (int length = 0; length < good.length; length += length < 16 ? 1 : 11) {
            refused(Arrays.copyOf(good, length));
        }
    }

    @Test
    void namesTheFileOnDisk() throws IOException {
        good();
        Path file = folder.resolve("weights.safetensors");
        Files.write(file, file("{" + GOOD + "}", 3));
        SafeTensorsException e = Check.call("SafeTensors.load", "a file cut off")
                .refuses(SafeTensorsException.class, () -> SafeTensors.load(file), file.toString(), "tensor \"x\"", "cut off");
        Check.call("SafeTensorsException.file").equal(e::file, file.toString());
        Check.call("SafeTensorsException.entry").equal(e::entry, "tensor \"x\"");
    }

    /** A file is good that has tensors in any order, spaces after its header, and empty tensors anywhere. */
    @Test
    void readsWhatIsUnusualButAllowed() {
        good();
        Check.call("SafeTensors.read", "tensors listed backwards")
                .gives(() -> TestTensors.values(SafeTensors.read("f", file(two("[8,16]", "[0,8]"), 16)).tensor("a")), Values.of(new double[2], 2));
        Check.call("SafeTensors.read", "no tensors").equal(() -> SafeTensors.read("f", file("{}   ", 0)).tensors().size(), 0);
        Check.call("SafeTensors.read", "spaces in the header")
                .equal(() -> SafeTensors.read("f", file("{ " + GOOD + " , \"__metadata__\" : {} }", 4)).tensors().size(), 1);
        Check.call("SafeTensors.read", "an empty tensor").equal(
                () -> SafeTensors.read("f", file("{\"e\":{\"dtype\":\"F32\",\"shape\":[0,9],\"data_offsets\":[4,4]}," + GOOD + "}", 4)).tensor("e").shape().toString(), "(0, 9)");
    }

    private static void good() {
        Check.call("SafeTensors.read", "a good file")
                .gives(() -> TestTensors.values(SafeTensors.read("f", file("{" + GOOD + "}", 4)).tensor("x")), Values.of(new double[1], 1));
    }

    private static void refused(byte[] file, String... messageParts) {
        String[] parts = Arrays.copyOf(messageParts, messageParts.length + 1);
        parts[messageParts.length] = "hostile.safetensors";
        String shown = new String(file, Math.min(8, file.length), Math.clamp(file.length - 8, 0, 120), UTF_8);
        Check.call("SafeTensors.read", shown).refuses(SafeTensorsException.class, () -> SafeTensors.read("hostile.safetensors", file), parts);
    }

    private static String entry(String shape, String offsets) {
        return "{\"x\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}}";
    }

    private static String two(String first, String second) {
        return "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":" + first + "},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":" + second + "}}";
    }

    /** The header's length, the header, and so many zero bytes. */
    private static byte[] file(String header, int data) {
        byte[] text = header.getBytes(UTF_8);
        return ByteBuffer.allocate(8 + text.length + data).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text).array();
    }

    private static byte[] withLength(byte[] file, long length) {
        byte[] changed = file.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        return changed;
    }
}
