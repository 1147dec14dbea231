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
}
