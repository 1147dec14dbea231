package tinytorch.tito;

import java.util.List;
import java.util.Locale;

/** Test names are sentences in camel case; this makes them sentences. */
final class Words {
    private static final List<String> NAMES = List.of("NaN", "NumPy", "PyTorch", "ReLU");

    private Words() {
    }

    /** {@code multipliesTwoMatrices} becomes "multiplies two matrices"; {@code learnsXORAsPyTorch} keeps its abbreviation and its name; {@code goesIn255Steps} its number. */
    static String of(String camelCase) {
        String sentence = " " + split(camelCase) + " ";
        for (String name : NAMES) {
            sentence = sentence.replace(" " + split(name) + " ", " " + name + " ").replace(" " + split(name) + "s ", " " + name + "'s ");
        }
        return sentence.strip();
    }

    private static String split(String camelCase) {
        StringBuilder words = new StringBuilder();
        for (String word : camelCase.split("(?<=[a-z0-9])(?=[A-Z])|(?<=[a-z])(?=[0-9]{2})|(?<=[A-Z])(?=[A-Z][a-z])|_")) {
            boolean abbreviation = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
            words.append(words.isEmpty() ? "" : " ").append(abbreviation ? word : word.toLowerCase(Locale.ROOT));
        }
        return words.toString();
    }
}
