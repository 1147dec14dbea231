package tinytorch.text.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;

@Tag("token.utf8")
class Utf8Test {

    private static byte[] hex(String digits) {
        return HexFormat.ofDelimiter(" ").parseHex(digits);
    }

    private static void encodes(String text, String expected) {
        Check.call("Utf8.encode", text).equal(() -> HexFormat.ofDelimiter(" ").formatHex(Utf8.encode(text)), expected);
    }

    private static void reads(String bytes, int expected, String why) {
        byte[] all = hex(bytes);
        Check.call("Utf8.codePoint", bytes).because(why).equal(() -> Utf8.codePoint(all, 0, all.length), expected);
    }

    @Test
    void writesOneToFourBytes() {
        encodes("A", "41");
        encodes("\u007f\u0080", "7f c2 80");
        encodes("\u00e9\u07ff\u0800", "c3 a9 df bf e0 a0 80");
        encodes("\u20ac", "e2 82 ac");
        encodes("\uffff\ud800\udc00", "ef bf bf f0 90 80 80");
        encodes("\ud83d\ude00\udbff\udfff", "f0 9f 98 80 f4 8f bf bf");
        encodes("", "");
    }

    @Test
    void replacesASurrogateWithoutItsPartner() {
        encodes("a\ud83d", "61 ef bf bd");
        encodes("\ude00b", "ef bf bd 62");
        encodes("\ude00\ud83d", "ef bf bd ef bf bd");
        encodes("\ud83d\ud83d\ude00", "ef bf bd f0 9f 98 80");
    }

    @Test
    void readsWhatItWrites() {
        reads("41 42", 'A', "one byte");
        reads("c3 a9 41", 0xE9, "110xxxxx is the first of two bytes");
        reads("e2 82 ac", 0x20AC, "1110xxxx is the first of three");
        reads("f0 9f 98 80 80", 0x1F600, "11110xxx is the first of four");
        reads("f4 8f bf bf", 0x10FFFF, "the last code point");
        reads("ef bf bd", 0xFFFD, "a replacement that stands in the text is a character like others");
    }

    @Test
    void findsNoCharacterWhereNoneBegins() {
        reads("80 41", Utf8.INVALID, "10xxxxxx is inside of a character");
        reads("bf bf", Utf8.INVALID, "10xxxxxx is inside of a character");
        reads("ff 80 80 80", Utf8.INVALID, "no character begins with 11111xxx");
        reads("f8 88 80 80 80", Utf8.INVALID, "no character has five bytes");
        reads("c3", Utf8.INVALID, "the second byte is missing");
        reads("e2 82", Utf8.INVALID, "the third byte is missing");
        reads("c3 41", Utf8.INVALID, "the second byte does not start with 10");
        reads("e2 82 c0", Utf8.INVALID, "the third byte does not start with 10");
        reads("e2 02 ac", Utf8.INVALID, "the second byte does not start with 10");
        reads("c0 80", Utf8.INVALID, "0 needs one byte only");
        reads("e0 9f bf", Utf8.INVALID, "7FF needs two bytes only");
        reads("f0 8f bf bf", Utf8.INVALID, "FFFF needs three bytes only");
        reads("ed a0 80", Utf8.INVALID, "D800 is a surrogate");
        reads("ed bf bf", Utf8.INVALID, "DFFF is a surrogate");
        reads("f4 90 80 80", Utf8.INVALID, "110000 is above 10FFFF");
    }

    @Test
    void doesNotLookBehindTheEnd() {
        byte[] euro = hex("41 e2 82 ac");
        Check.call("Utf8.codePoint", "41 e2 82 ac", 1, 3).because("the text ends before ac").equal(() -> Utf8.codePoint(euro, 1, 3), Utf8.INVALID);
        Check.call("Utf8.codePoint", "41 e2 82 ac", 1, 4).equal(() -> Utf8.codePoint(euro, 1, 4), 0x20AC);
    }

    @Test
    void agreesWithJavaOnEveryCodePoint() {
        Check check = Check.call("Utf8.encode and codePoint, every code point");
        check.run(() -> Utf8.width(0));
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                String text = Character.toString(c);
                byte[] expected = text.getBytes(StandardCharsets.UTF_8);
                byte[] bytes = Utf8.encode(text);
                if (!Arrays.equals(expected, bytes) || Utf8.codePoint(bytes, 0, bytes.length) != c || Utf8.width(c) != bytes.length) {
                    check.holds(false, HexFormat.of().formatHex(expected), "code point " + Integer.toHexString(c) + ": " + HexFormat.of().formatHex(bytes));
                }
            }
        }
    }

    @Test
    void agreesWithJavaOnWhichRandomBytesAreText() {
        SplittableRandom random = new SplittableRandom(1);
        Check check = Check.call("Utf8.codePoint, random bytes");
        check.run(() -> Utf8.width(0));
        int[] often = {0x7F, 0x80, 0xBF, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5};
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[4];
            for (int b = 0; b < 4; b++) {
                bytes[b] = (byte) (random.nextBoolean() ? often[random.nextInt(often.length)] : random.nextInt(256));
            }
            int c = Utf8.codePoint(bytes, 0, 4);
            int expected = new String(bytes, StandardCharsets.UTF_8).codePointAt(0);
            if (expected != (c == Utf8.INVALID ? Utf8.REPLACEMENT : c)) {
                check.holds(false, Integer.toHexString(expected), HexFormat.of().formatHex(bytes) + " gave " + Integer.toHexString(c));
            }
        }
    }
}
