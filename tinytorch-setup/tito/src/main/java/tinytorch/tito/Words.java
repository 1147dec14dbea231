package tinytorch.tito;

import java.util.Locale;

/** Test names are sentences in camel case; this makes them sentences. */
final class Words {
    private Words() {
    }

    /** {@code multipliesTwoMatrices} becomes "multiplies two matrices"; {@code learnsXOR} keeps its abbreviation. */
    static String of(String camelCase) {
        StringBuilder words = new StringBuilder();
        for (String word : camelCase.replace("ReLU", "Relu").split("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_")) {
            boolean abbreviation = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
            words.append(words.isEmpty() ? "" : " ").append(abbreviation ? word : word.toLowerCase(Locale.ROOT));
        }
        return words.toString();
    }
}
