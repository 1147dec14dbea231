package tinytorch.milestones.gpt;

import java.util.random.RandomGenerator;
import tinytorch.data.SplitMix;

/**
 * Simple stories made by a small grammar, for a machine without network: a text with words, sentences and names that come again, which a network can learn. It
 * is no literature, so nothing is proved with it; its name says so.
 */
final class Stories {
    /** What the corpus is called. */
    static final String NAME = "generated";
    private static final int LENGTH = 300_000;

    private static final String[] HEROES = {"Anna", "Ben", "Clara", "David", "Emma", "Felix", "Grete", "Hugo", "Ida", "Jonas", "Karla", "Leo"};
    private static final String[] ANIMALS = {"cat", "dog", "fox", "goat", "hen", "horse", "mouse", "owl", "pig", "rabbit"};
    private static final String[] ADJECTIVES = {"big", "brave", "clever", "friendly", "happy", "hungry", "little", "old", "quiet", "small", "tired", "young"};
    private static final String[] PLACES = {"garden", "forest", "village", "kitchen", "river", "mountain", "market", "meadow", "barn", "tower"};
    private static final String[] THINGS = {"apple", "ball", "book", "bread", "cake", "flower", "hat", "key", "lamp", "letter", "ring", "stone"};
    private static final String[] MOVES = {"walked", "ran", "went", "hurried", "climbed", "wandered"};
    private static final String[] FINDS = {"found", "saw", "lost", "wanted", "carried", "hid"};
    private static final String[] FEELINGS = {"glad", "sad", "proud", "afraid", "surprised", "angry"};

    private final RandomGenerator random;
    private String hero = "";
    private String animal = "";
    private String thing = "";
    private String place = "";

    private Stories(RandomGenerator random) {
        this.random = random;
    }

    /** The corpus: always the same text. */
    static String text() {
        return text(1, LENGTH);
    }

    /** Whole stories, until there are so many characters. */
    static String text(long seed, int length) {
        StringBuilder text = new StringBuilder(length + 1_000);
        for (int number = 0; text.length() < length; number++) {
            new Stories(SplitMix.of(seed, number)).tell(text);
        }
        return text.toString();
    }

    private void tell(StringBuilder text) {
        hero = one(HEROES);
        animal = one(ADJECTIVES) + " " + one(ANIMALS);
        thing = one(THINGS);
        place = one(PLACES);
        text.append("Once there was a ").append(one(ADJECTIVES)).append(" child called ").append(hero).append(".\n");
        int sentences = 3 + random.nextInt(5);
        for (int i = 0; i < sentences; i++) {
            text.append(sentence()).append(random.nextInt(3) == 0 ? "\n" : " ");
        }
        text.append("In the end ").append(hero).append(" and the ").append(animal).append(random.nextBoolean() ? " were friends.\n\n" : " went home together.\n\n");
    }

    private String sentence() {
        return switch (random.nextInt(7)) {
            case 0 -> "One day " + hero + " " + one(MOVES) + " to the " + place + ".";
            case 1 -> "In the " + place + " " + hero + " " + one(FINDS) + " a " + thing + ".";
            case 2 -> "\"Do you have my " + thing + "?\" asked the " + animal + ".";
            case 3 -> "\"Yes,\" said " + hero + ", \"here is the " + thing + ".\"";
            case 4 -> "The " + animal + " " + one(FINDS) + " the " + thing + " behind the " + place + ".";
            case 5 -> "Then the " + animal + " was " + one(FEELINGS) + ", and " + hero + " was " + one(FEELINGS) + " too.";
            default -> hero + " and the " + animal + " " + one(MOVES) + " back from the " + place + ".";
        };
    }

    private String one(String... words) {
        return words[random.nextInt(words.length)];
    }
}
