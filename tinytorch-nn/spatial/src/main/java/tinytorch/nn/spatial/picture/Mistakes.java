package tinytorch.nn.spatial.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import tinytorch.nn.activation.Softmax;
import tinytorch.tensor.Tensor;
import tinytorch.tensor.Tracking;
import tinytorch.workbench.report.Canvas;

/** Gathers the images a network was most certain about, and wrong. */
public final class Mistakes {
    private static final int SCALE = 3;
    private static final int COLUMNS = 6;
    private static final int GAP = 6;

    /**
     * One of them.
     *
     * @param image       (C, H, W)
     * @param truth       its class
     * @param said        the class with the highest score
     * @param probability that the network gave to it
     */
    public record Mistake(Tensor image, int truth, int said, float probability) {
    }

    private final int most;
    private final List<Mistake> worst = new ArrayList<>();

    /** Keeps this many. */
    public Mistakes(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("Mistakes: keep one or more, got " + most + ".");
        }
        this.most = most;
    }

    /**
     * Looks at a batch.
     *
     * @param images  (N, C, H, W)
     * @param scores  (N, classes), before softmax
     * @param classes (N,)
     */
    public void add(Tensor images, Tensor scores, Tensor classes) {
        Tensor probabilities = Tracking.off(() -> new Softmax(1).forward(scores));
        for (int n = 0; n < scores.dim(0); n++) {
            int said = 0;
            for (int c = 1; c < scores.dim(1); c++) {
                said = probabilities.get(n, c) > probabilities.get(n, said) ? c : said;
            }
            if (said != (int) classes.get(n)) {
                keep(images.select(0, n), (int) classes.get(n), said, probabilities.get(n, said));
            }
        }
    }

    /** Copies the image out of its batch, but only if it stays. */
    private void keep(Tensor image, int truth, int said, float probability) {
        if (worst.size() == most && worst.getLast().probability() >= probability) {
            return;
        }
        worst.add(new Mistake(Tracking.off(image::copy), truth, said, probability));
        worst.sort(Comparator.comparing(Mistake::probability).reversed());
        if (worst.size() > most) {
            worst.removeLast();
        }
    }

    /** The worst of all, the most certain first. */
    public List<Mistake> worst() {
        return List.copyOf(worst);
    }

    /**
     * Writes them as a PNG sheet: under every image what it is, what was said, and how certainly. The smallest number of an image is black, the
     * largest white.
     *
     * @param names of the classes, in order
     */
    public void write(Path file, List<String> names) throws IOException {
        int longest = names.stream().mapToInt(String::length).max().orElse(0);
        int size = worst.isEmpty() ? 1 : worst.getFirst().image().dim(2) * SCALE;
        int wide = Math.max(size, Canvas.textWidth(longest + 5)) + GAP;
        int high = (worst.isEmpty() ? 1 : worst.getFirst().image().dim(1) * SCALE) + 2 * Canvas.LINE + GAP;
        Canvas canvas = new Canvas(COLUMNS * wide + GAP, Math.max(1, Math.ceilDiv(worst.size(), COLUMNS)) * high + GAP);
        for (int i = 0; i < worst.size(); i++) {
            Mistake mistake = worst.get(i);
            int left = GAP + i % COLUMNS * wide;
            int top = GAP + i / COLUMNS * high;
            Sheet.image(canvas, mistake.image(), left, top, SCALE, mistake.image().min().item(), mistake.image().max().item());
            int below = top + mistake.image().dim(1) * SCALE + 4;
            canvas.text(names.get(mistake.truth()), left, below, Canvas.BLACK);
            canvas.text(names.get(mistake.said()) + " " + Math.round(100 * mistake.probability()), left, below + Canvas.LINE, 0xB03030);
        }
        canvas.write(file);
    }
}
