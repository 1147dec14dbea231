package tinytorch.text.token;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tokenizers made by hand, of nothing that a task asks for: byte b has the id b, the merges follow from 256 on, special tokens come last. */
final class Handmade {
    private Handmade() {
    }

    /** Merges such as {@code "e r"}, in the order of their ranks; tokens are written in Latin-1, with {@code _} for a space. */
    static BpeTokenizer tokenizer(List<String> merges, String... specials) {
        List<byte[]> tokens = new ArrayList<>();
        for (int b = 0; b < 256; b++) {
            tokens.add(new byte[] {(byte) b});
        }
        merges.forEach(merge -> tokens.add(latin(merge.replace(" ", "").replace('_', ' '))));
        List<byte[]> names = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        for (String special : specials) {
            ids.add(tokens.size());
            names.add(special.getBytes(StandardCharsets.UTF_8));
            tokens.add(names.getLast());
        }
        Vocabulary vocabulary = Vocabulary.of(tokens);
        Merges ranks = new Merges();
        for (String merge : merges) {
            String[] pair = {merge.split(" ")[0].replace('_', ' '), merge.split(" ")[1].replace('_', ' ')};
            ranks.add(vocabulary.id(latin(pair[0])), vocabulary.id(latin(pair[1])), vocabulary.id(latin(pair[0] + pair[1])));
        }
        return new BpeTokenizer(vocabulary, ranks, new SpecialTokens(names, ids), new Gpt2Splitter());
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A splitter for which everything is one piece. */
    static int whole(byte[] text, int from, int to) {
        return to;
    }

    /** A splitter that ends a piece after each comma. */
    static int commas(byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] != ',') {
            at++;
        }
        return Math.min(to, at + 1);
    }
}
