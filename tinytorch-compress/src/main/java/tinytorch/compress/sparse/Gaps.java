package tinytorch.compress.sparse;

import java.util.Arrays;

/**
 * Numbers that are mostly 0, as those that are not and the gaps between them: a byte for each place instead of four. (Han, Mao and Dally, "Deep Compression", 2016, section 2.)
 *
 * <pre>
 * numbers    0  0  5  0  6  0  0  0
 * values     5  6                        what is not 0
 * gaps       3  2                        steps from the one before; the first counts from the place before the beginning
 * </pre>
 *
 * @param values what is stored
 * @param gaps   as many, whole numbers from 1 to {@value #LARGEST}
 */
public record Gaps(float[] values, float[] gaps) {
    /** A byte holds no more. */
    public static final int LARGEST = 255;

    /**
     * The gaps of some numbers. A gap above {@value #LARGEST} is bridged by a stored 0, as often as needed: {@value #LARGEST} steps further, then the rest.
     *
     * <p>Worked example: 300 zeros and then a 7 give the values 0, 7 and the gaps 255, 46.
     */
    public static Gaps encode(float[] numbers) {
        float[] values = new float[numbers.length];
        float[] gaps = new float[numbers.length];
        // tito:begin compress.sparse-file
        int stored = 0;
        int last = -1;
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != 0) {
                while (i - last > LARGEST) {
                    gaps[stored++] = LARGEST;
                    last += LARGEST;
                }
                gaps[stored] = i - last;
                values[stored++] = numbers[i];
                last = i;
            }
        }
        return new Gaps(Arrays.copyOf(values, stored), Arrays.copyOf(gaps, stored));
        // tito:end
    }

    /** The numbers again, so many with their zeros: go as far as each gap says, and put the value there. */
    public float[] decode(int count) {
        float[] numbers = new float[count];
        // tito:begin compress.sparse-file
        int at = -1;
        for (int i = 0; i < gaps.length; i++) {
            at += (int) gaps[i];
            numbers[at] = values[i];
        }
        return numbers;
        // tito:end
    }
}
