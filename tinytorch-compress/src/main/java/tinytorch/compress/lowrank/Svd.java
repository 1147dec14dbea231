package tinytorch.compress.lowrank;

import java.util.Arrays;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/**
 * The singular value decomposition of a matrix, {@code A = sum_i values[i] * left[i] right[i]^T}: a sum of r = min(m, n) matrices of rank 1, the largest first. {@code torch.linalg.svd(A,
 * full_matrices=False)}, computed in {@code double} by one-sided Jacobi rotations. (Hestenes, 1958; Golub and Van Loan, "Matrix Computations", section 8.6.)
 *
 * @param left   r vectors of length m, of length 1 and at right angles to one another; where a singular value is 0, zeros
 * @param values r numbers, 0 or more, falling
 * @param right  r vectors of length n, likewise
 */
public record Svd(double[][] left, double[] values, double[][] right) {
    /** Two columns are at right angles when the cosine between them is below this. */
    private static final double RIGHT_ANGLE = 1e-14;
    /** Far more than are ever needed: about ten. */
    private static final int MOST_SWEEPS = 60;

    /** Of a matrix (m, n). A wide one is decomposed as its transpose, with left and right exchanged: fewer columns are less work. */
    public static Svd of(Tensor matrix) {
        if (matrix.rank() != 2 || matrix.size() == 0) {
            throw new ShapeException("Svd.of: needs a matrix with at least one number, got " + matrix.shape() + ".");
        }
        if (matrix.dim(0) < matrix.dim(1)) {
            Svd transposed = of(matrix.transpose());
            return new Svd(transposed.right, transposed.values, transposed.left);
        }
        int m = matrix.dim(0);
        int n = matrix.dim(1);
        float[] numbers = matrix.toArray();
        double[][] columns = new double[n][m];
        double[][] turned = new double[n][n];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < m; i++) {
                columns[j][i] = numbers[i * n + j];
            }
            turned[j][j] = 1;
        }
        orthogonalise(columns, turned);
        return sorted(columns, turned);
    }

    /**
     * Turns columns pairwise until all are at right angles, and turns the columns of V, at first the identity, in the same way: the columns are then those of A V, and A = (A V) V^T. Sweep over all pairs
     * p &lt; q with {@link #rotate}, again and again, until in a whole sweep no pair had to be turned.
     *
     * @param columns of A, each an array
     * @param turned  of V
     * @throws ArithmeticException if {@value #MOST_SWEEPS} sweeps are not enough: a number is not finite
     */
    private static void orthogonalise(double[][] columns, double[][] turned) {
        // tito:begin compress.svd
        boolean more = true;
        for (int sweep = 0; more; sweep++) {
            if (sweep == MOST_SWEEPS) {
                throw new ArithmeticException("Svd: no end after " + MOST_SWEEPS + " sweeps. Look for NaN or infinity in the matrix.");
            }
            more = false;
            for (int p = 0; p < columns.length; p++) {
                for (int q = p + 1; q < columns.length; q++) {
                    more |= rotate(columns, turned, p, q);
                }
            }
        }
        // tito:end
    }

    /**
     * Turns columns p and q in their plane so that they are at right angles, if they are not yet.
     *
     * <pre>
     * a = x . x      b = y . y      c = x . y          with the columns x and y
     * nothing to do if |c| &lt;= 1e-14 * sqrt(a b)
     * z = (b - a) / (2 c)       t = sign(z) / (|z| + sqrt(1 + z^2)), with sign(0) = 1
     * cos = 1 / sqrt(1 + t^2)   sin = cos * t
     * x' = cos x - sin y        y' = sin x + cos y     of A, and the same of V
     * </pre>
     *
     * <p>t is the tangent of the smaller of the two angles that do it; the larger one would never come to an end.
     *
     * @return whether they were turned
     */
    private static boolean rotate(double[][] columns, double[][] turned, int p, int q) {
        // tito:begin compress.svd
        double a = dot(columns[p], columns[p]);
        double b = dot(columns[q], columns[q]);
        double c = dot(columns[p], columns[q]);
        if (Math.abs(c) <= RIGHT_ANGLE * Math.sqrt(a * b)) {
            return false;
        }
        double z = (b - a) / (2 * c);
        double t = (z < 0 ? -1 : 1) / (Math.abs(z) + Math.sqrt(1 + z * z));
        double cos = 1 / Math.sqrt(1 + t * t);
        turn(columns[p], columns[q], cos, cos * t);
        turn(turned[p], turned[q], cos, cos * t);
        return true;
        // tito:end
    }

    private static void turn(double[] x, double[] y, double cos, double sin) {
        for (int i = 0; i < x.length; i++) {
            double old = x[i];
            x[i] = cos * old - sin * y[i];
            y[i] = sin * old + cos * y[i];
        }
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    /**
     * The decomposition, from columns at right angles: the length of a column is the singular value, the column divided by it the left vector (zeros if it is 0), the column of V at the same place the
     * right one. The largest first.
     */
    private static Svd sorted(double[][] columns, double[][] turned) {
        // tito:begin compress.svd
        int n = columns.length;
        double[] lengths = new double[n];
        Integer[] order = new Integer[n];
        for (int j = 0; j < n; j++) {
            lengths[j] = Math.sqrt(dot(columns[j], columns[j]));
            order[j] = j;
        }
        Arrays.sort(order, (i, j) -> Double.compare(lengths[j], lengths[i]));
        Svd svd = new Svd(new double[n][], new double[n], new double[n][]);
        for (int j = 0; j < n; j++) {
            int from = order[j];
            svd.values[j] = lengths[from];
            svd.right[j] = turned[from];
            svd.left[j] = columns[from].clone();
            for (int i = 0; i < svd.left[j].length; i++) {
                svd.left[j][i] = lengths[from] == 0 ? 0 : columns[from][i] / lengths[from];
            }
        }
        return svd;
        // tito:end
    }

    /**
     * How far the best matrix of this rank is from the whole one, as part of its size: {@code sqrt(sum of the squares of the values left out / sum of all squares)}. No matrix of this rank is nearer.
     * (Eckart and Young, "The approximation of one matrix by another of lower rank", 1936.) 0 for a matrix of zeros.
     *
     * <p>Worked example: values 4, 3, 0 at rank 1: 3 / 5 = 0.6.
     */
    public double error(int rank) {
        // tito:begin compress.low-rank
        double left = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            all += values[i] * values[i];
            left += i < rank ? 0 : values[i] * values[i];
        }
        return all == 0 ? 0 : Math.sqrt(left / all);
        // tito:end
    }

    /** The least rank whose {@link #error} is at most this; 1 at least. */
    public int rank(double error) {
        // tito:begin compress.low-rank
        int rank = 1;
        while (rank < values.length && error(rank) > error) {
            rank++;
        }
        return rank;
        // tito:end
    }
}
