package tinytorch.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The characters of a text model: a character's place is its token id. */
final class Alphabet {
    private final int[] characters;
    private final Map<Integer, Integer> ids = new HashMap<>();

    Alphabet(String characters) {
        this.characters = characters.codePoints().toArray();
        for (int c : this.characters) {
            ids.putIfAbsent(c, ids.size());
        }
    }

    /** An alphabet that a model may have: each character once, and all of the task's. */
    static String check(String characters) throws Rejected {
        Alphabet alphabet = new Alphabet(characters);
        if (alphabet.ids.size() < alphabet.characters.length || alphabet.characters.length > Limits.CHARACTERS) {
            throw new Rejected(Reason.ALPHABET, "model.json: an alphabet has each character once, and at most " + Limits.CHARACTERS + " of them.");
        }
        int[] missing = Task.ALPHABET.codePoints().filter(c -> !alphabet.ids.containsKey(c)).toArray();
        if (missing.length > 0) {
            throw new Rejected(Reason.ALPHABET, "model.json: the alphabet must hold all characters of the task. Missing: "
                    + Names.printable(new String(missing, 0, missing.length)) + ".");
        }
        return characters;
    }

    int size() {
        return characters.length;
    }

    /** The ids of a text, whose characters are all known. */
    int[] encode(String text) {
        return text.codePoints().map(c -> {
            Integer id = ids.get(c);
            if (id == null) {
                throw new IllegalArgumentException("Alphabet: the text holds a character that is not in it. Normalise it first.");
            }
            return id;
        }).toArray();
    }

    /** A text with what is not in the alphabet brought into it: accents are taken off, quotation marks and dashes made plain, all else is left out. */
    String normalise(String text) {
        String plain = java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKD).replaceAll("[\u2018\u2019\u201a\u201b\"\u201c\u201d\u201e]", "'")
                .replaceAll("[\u2010-\u2015]", "-").replaceAll("\r\n?", "\n").replaceAll("[\t\u00a0]", " ");
        return plain.codePoints().filter(ids::containsKey).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    @Override
    public String toString() {
        return Arrays.toString(characters);
    }
}
