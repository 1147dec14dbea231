package tinytorch.text.token.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.util.SplittableRandom;

import tinytorch.data.source.DataStore;
import tinytorch.data.source.DatasetState.Kind;
import tinytorch.data.source.PublishedDataset;

/**
 * What the experiments read: tinyshakespeare if it is on this machine, else words that the program makes up.
 *
 * @param name what it is
 * @param text the text itself
 */
record LabText(String name, String text) {
    private static final String[] SYLLABLES = {"ba", "con", "der", "en", "fi", "go", "her", "il", "ka", "lo", "mu", "ne", "or", "pa", "qui", "ro",
            "st", "ter", "un", "ver"};

    static LabText find() throws IOException {
        DataStore store = DataStore.ofUser(true);
        if (store.look(PublishedDataset.TINY_SHAKESPEARE).kind() == Kind.PRESENT) {
            return new LabText("tinyshakespeare", Files.readString(store.folder(PublishedDataset.TINY_SHAKESPEARE).resolve("input.txt")));
        }
        return new LabText("words made up by this program (tinyshakespeare is not here: tito data get tinyshakespeare)", generated(1_000_000));
    }

    /** Lines of made-up words, some of them frequent and most of them rare, as in languages. */
    static String generated(int length) {
        SplittableRandom random = new SplittableRandom(1);
        String[] words = new String[5000];
        for (int i = 0; i < words.length; i++) {
            StringBuilder word = new StringBuilder();
            for (int s = 0; s <= Math.min(3, i / 20) && (s == 0 || random.nextInt(4) > 0); s++) {
                word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            }
            words[i] = word.toString();
        }
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            for (int i = 1 + random.nextInt(12); i >= 0; i--) {
                text.append(words[(int) (words.length * Math.pow(random.nextDouble(), 4))]).append(i == 0 ? ".\n" : " ");
            }
        }
        return text.toString();
    }
}
