package tinytorch.text.token;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tinytorch.testkit.Check;

@Tag("token.characters")
class CharTokenizerTest {

    @Test
    void numbersCharactersInTheirOrder() {
        CharTokenizer tokenizer = CharTokenizer.of("banana");
        Check.call("CharTokenizer.of(\"banana\").encode", "nab").because("a, b and n have the numbers 0, 1 and 2")
                .equal(() -> tokenizer.encode("nab"), new int[] {2, 0, 1});
        Check.call("CharTokenizer.of(\"banana\").decode", "2, 0, 1").equal(() -> tokenizer.decode(2, 0, 1), "nab");
    }

    @Test
    void theVocabularyHasEachCharacterOnce() {
        Check.call("CharTokenizer.vocabulary", "banana").equal(() -> CharTokenizer.vocabulary("banana"), new int[] {97, 98, 110});
        Check.call("CharTokenizer.of(\"To be, or not\").vocabularySize").because("a space, a comma, T, b, e, n, o, r, t")
                .equal(() -> CharTokenizer.of("To be, or not").vocabularySize(), 9);
    }

    @Test
    void aCharacterOutsideOfTheBasicPlaneIsOneToken() {
        String text = "\ud83d\ude00 a \ud83d\ude00";
        CharTokenizer tokenizer = CharTokenizer.of(text);
        Check.call("CharTokenizer.encode", text).because("the face is one code point, though two chars of a String; it is the highest of three")
                .equal(() -> tokenizer.encode(text), new int[] {2, 0, 1, 0, 2});
        Check.call("CharTokenizer.decode", text).equal(() -> tokenizer.decode(2, 0, 1, 0, 2), text);
    }

    @Test
    void refusesACharacterThatIsNotInTheVocabulary() {
        CharTokenizer tokenizer = CharTokenizer.of("banana");
        Check.call("CharTokenizer.of(\"banana\").encode", "bat").refuses(IllegalArgumentException.class, () -> tokenizer.encode("bat"), "'t'");
        Check.call("CharTokenizer.of(\"banana\").decode", 3).refuses(IndexOutOfBoundsException.class, () -> tokenizer.decode(3));
    }

    @Test
    void itsCharactersMakeItAgain() {
        CharTokenizer tokenizer = CharTokenizer.of("Hello, W\u00f6rld \ud83c\udf0d");
        CharTokenizer again = CharTokenizer.of(tokenizer.characters());
        Check.call("CharTokenizer.of(characters()).encode", "World").equal(() -> again.encode("ello"), tokenizer.encode("ello"));
        Check.call("CharTokenizer.encode", "").because("no characters, no ids").equal(() -> tokenizer.encode(""), new int[0]);
    }
}
