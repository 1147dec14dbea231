package tinytorch.text.token;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;
import tinytorch.testkit.LookAt;

@Tag("token.decode")
class BpeDecodeTest {
    private final BpeTokenizer tokenizer = Handmade.tokenizer(List.of("e r", "h er"), "<|end|>");

    /** Every test needs the simplest decoding first. */
    @BeforeEach
    void nothingIsComplete() {
        Check.call("StreamingDecoder.complete", "no bytes").equal(() -> StreamingDecoder.complete(new byte[0]), 0);
    }

    private static int[] ids(byte[] bytes) {
        int[] ids = new int[bytes.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = bytes[i] & 0xFF;
        }
        return ids;
    }

    @Test
    void putsTheBytesOfTheTokensTogether() {
        Check.call("BpeTokenizer.decode", "the tokens t, her, e").equal(() -> tokenizer.decode('t', 257, 'e'), "there");
        Check.call("BpeTokenizer.decodeBytes", "the tokens t, her, er").equal(() -> tokenizer.decodeBytes('t', 257, 256), Handmade.latin("therer"));
        Check.call("BpeTokenizer.decode", "no ids").equal(() -> tokenizer.decode(), "");
        Check.call("BpeTokenizer.decode", "a special token").because("it is its name").equal(() -> tokenizer.decode('a', 258), "a<|end|>");
    }

    @Test
    void aCharacterMayBeSpreadOverTokens() {
        Check.call("BpeTokenizer.decode", "E2, 82, AC").because("the three bytes of the euro sign").equal(() -> tokenizer.decode(0xE2, 0x82, 0xAC), "\u20ac");
        Check.call("BpeTokenizer.decode", "41, E2, 82, 42").because("what is no character becomes U+FFFD")
                .equal(() -> tokenizer.decode(0x41, 0xE2, 0x82, 0x42), "A\ufffdB");
        Check.call("BpeTokenizer.decodeBytes", "E2, 82").because("the bytes themselves are kept").equal(() -> tokenizer.decodeBytes(0xE2, 0x82),
                new byte[] {(byte) 0xE2, (byte) 0x82});
    }

    @Test
    void refusesAnIdThatIsNoToken() {
        Check.call("BpeTokenizer.decode", 259).refuses(IndexOutOfBoundsException.class, () -> tokenizer.decode('a', 259), "259", "258");
        Check.call("BpeTokenizer.decode", -1).refuses(IndexOutOfBoundsException.class, () -> tokenizer.decode(-1), "-1");
    }

    private static void complete(String why, int expected, int... bytes) {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) bytes[i];
        }
        Check.call("StreamingDecoder.complete", HexFormat.ofDelimiter(" ").formatHex(all)).because(why).equal(() -> StreamingDecoder.complete(all), expected);
    }

    @Test
    void holdsBackWhatIsUnfinished() {
        complete("all letters", 2, 'a', 'b');
        complete("C3 is the first of two bytes", 1, 'a', 0xC3);
        complete("both bytes are there", 3, 'a', 0xC3, 0xA9);
        complete("E2 asks for two more", 1, 'a', 0xE2);
        complete("E2 asks for one more", 1, 'a', 0xE2, 0x82);
        complete("all three are there", 4, 'a', 0xE2, 0x82, 0xAC);
        complete("F0 asks for one more", 0, 0xF0, 0x9F, 0x98);
        complete("all four are there", 4, 0xF0, 0x9F, 0x98, 0x80);
        complete("four others that no first byte asked for", 4, 0x80, 0x80, 0x80, 0x80);
        complete("a letter ends what was unfinished", 3, 0xE2, 0x82, 'a');
        complete("a finished character and an unfinished one", 2, 0xC3, 0xA9, 0xC3);
    }

    @Test
    @LookAt("StreamingDecoder.complete")
    void aStreamGivesTheSameTextAsAllAtOnce() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 300; i++) {
            String text = Reference.unicode(random, 1 + i % 30);
            StreamingDecoder decoder = new StreamingDecoder(tokenizer);
            StringBuilder all = new StringBuilder();
            for (int id : ids(text.getBytes(StandardCharsets.UTF_8))) {
                String part = Check.call("StreamingDecoder.next", id).run(() -> decoder.next(id));
                Check.call("StreamingDecoder.next", id).because("half of a character is held back").holds(text.startsWith(all + part), text, all + part);
                all.append(part);
            }
            Check.call("StreamingDecoder.next, byte by byte", text).equal(() -> all + decoder.rest(), text);
        }
    }

    @Test
    @LookAt("StreamingDecoder.complete")
    void whatIsNeverFinishedComesAtTheEnd() {
        StreamingDecoder decoder = new StreamingDecoder(tokenizer);
        Check.call("StreamingDecoder.next", "E2").equal(() -> decoder.next(0xE2), "");
        Check.call("StreamingDecoder.rest").because("no character").equal(decoder::rest, "\ufffd");
        Check.call("StreamingDecoder.rest").because("it was given out").equal(decoder::rest, "");
        Check.call("StreamingDecoder.next", "E2 and a letter").because("the letter shows that E2 is no character")
                .equal(() -> decoder.next(0xE2) + decoder.next('a'), "\ufffda");
    }
}
