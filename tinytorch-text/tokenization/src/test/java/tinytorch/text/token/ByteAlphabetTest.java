package tinytorch.text.token;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;

@Tag("token.alphabet")
class ByteAlphabetTest {
    private static byte[] all() {
        byte[] all = new byte[256];
        for (int b = 0; b < 256; b++) {
            all[b] = (byte) b;
        }
        return all;
    }

    @Test
    void visibleBytesAreWrittenAsThemselves() {
        Check.call("ByteAlphabet.text", "the bytes of \"!A~\", 161 and 255")
                .equal(() -> new ByteAlphabet().text(new byte[] {'!', 'A', '~', (byte) 161, (byte) 255}), "!A~\u00a1\u00ff");
    }

    @Test
    void theOthersGetTheCharactersFrom256On() {
        Check.call("ByteAlphabet.text", "the bytes of \"a b\\n\"").because("the space is byte 32, so the 33rd of those that are not visible: 256 + 32")
                .equal(() -> new ByteAlphabet().text(Reference.bytes("a b\n")), "a\u0120b\u010a");
        Check.call("ByteAlphabet.text", "0, 127, 128, 160, 173").because("after 0 to 32 come 127, 128 to 160 and 173")
                .equal(() -> new ByteAlphabet().text(new byte[] {0, 127, (byte) 128, (byte) 160, (byte) 173}), "\u0100\u0121\u0122\u0142\u0143");
    }

    @Test
    @LookAt("ByteAlphabet.fill")
    void theListBeginsWithTheVisibleBytes() {
        ByteAlphabet alphabet = Check.call("ByteAlphabet").run(ByteAlphabet::new);
        int[] places = {0, 93, 94, 105, 106, 187, 188, 220, 221, 222, 255};
        int[] expected = {33, 126, 161, 172, 174, 255, 0, 32, 127, 128, 173};
        for (int i = 0; i < places.length; i++) {
            int place = places[i];
            Check.call("ByteAlphabet.at", place).because("33-126, 161-172, 174-255, then 0-32, 127-160, 173").equal(() -> alphabet.at(place), expected[i]);
        }
    }

    @Test
    void everyByteComesBack() {
        ByteAlphabet alphabet = Check.call("ByteAlphabet").run(ByteAlphabet::new);
        String text = alphabet.text(all());
        Set<Integer> different = new HashSet<>();
        text.chars().forEach(different::add);
        Check.call("ByteAlphabet.text", "all bytes").equal(different::size, 256);
        Check.call("ByteAlphabet.bytes", "the characters of all bytes").equal(() -> alphabet.bytes(text), all());
    }

    @Test
    @LookAt("ByteAlphabet.bytes")
    void aForeignCharacterHasNoByte() {
        ByteAlphabet alphabet = Check.call("ByteAlphabet").run(ByteAlphabet::new);
        for (String foreign : new String[] {" ", "a\nb", "\u00ad", "\u0144", "\u20ac", "\u1234"}) {
            Check.call("ByteAlphabet.bytes", foreign).because("a character that stands for no byte").equal(() -> alphabet.bytes(foreign), null);
        }
    }
}
