package tinytorch.kernels.lab;

import static tinytorch.tensor.BinaryOp.ADD;
import static tinytorch.tensor.BinaryOp.DIV;
import static tinytorch.tensor.BinaryOp.MAXIMUM;
import static tinytorch.tensor.BinaryOp.MUL;
import static tinytorch.tensor.BinaryOp.SUB;

import java.util.List;
import java.util.function.Consumer;

import tinytorch.kernels.fused.AdamSweep;
import tinytorch.kernels.fused.BiasGelu;
import tinytorch.kernels.fused.CrossEntropySweep;
import tinytorch.kernels.fused.LayerNormSweep;
import tinytorch.kernels.fused.OnlineSoftmax;
import tinytorch.kernels.fused.ReluAdd;
import tinytorch.tensor.Reduce;
import tinytorch.tensor.UnaryOp;
import tinytorch.workbench.Sink;

/**
 * An operation in two forms, on the same numbers.
 *
 * @param name    such as {@code softmax}
 * @param arrays  how many arrays the fused form reads or writes, each once
 * @param fused   on the rows of a chain, which it only asks for its rows
 * @param unfused the same as operations one after the other
 * @param result  where both write
 */
record FusionCase(String name, int arrays, Consumer<Chain> fused, Consumer<Chain> unfused, float[] result) {
    private static final double EPS = 1e-5;
    private static final double LINEAR = Math.sqrt(2 / Math.PI);

    /** All of them. */
    static List<FusionCase> all(Matrices m) {
        return List.of(reluAdd(m), biasGelu(m), softmax(m), crossEntropy(m), layerNorm(m), layerNormBackward(m), adam(m));
    }

    private static FusionCase reluAdd(Matrices m) {
        return new FusionCase("relu(a + b)", 3, c -> ReluAdd.forward(c.from() * m.n(), c.to() * m.n(), m.x(), m.g(), m.out()), c -> {
            c.binary(ADD, m.x(), m.g(), m.t());
            c.binary(MAXIMUM, m.t(), 0, m.out());
        }, m.out());
    }

    private static FusionCase biasGelu(Matrices m) {
        return new FusionCase("gelu(x + bias)", 2, c -> BiasGelu.forward(c.from(), c.to(), m.n(), m.x(), m.row(), m.out()), c -> {
            c.withRow(ADD, m.x(), m.row(), m.t());
            c.binary(MUL, m.t(), m.t(), m.u());
            c.binary(MUL, m.u(), 0.044715, m.v());
            c.binary(ADD, m.v(), 1, m.u());
            c.binary(MUL, m.u(), m.t(), m.v());
            c.binary(MUL, m.v(), LINEAR, m.u());
            c.unary(new UnaryOp.Tanh(), m.u(), m.v());
            c.binary(ADD, m.v(), 1, m.u());
            c.binary(MUL, m.t(), 0.5, m.v());
            c.binary(MUL, m.u(), m.v(), m.out());
        }, m.out());
    }

    private static FusionCase softmax(Matrices m) {
        return new FusionCase("softmax", 2, c -> OnlineSoftmax.forward(c.from(), c.to(), m.n(), m.x(), m.out()), c -> {
            c.reduce(Reduce.Kind.MAX, m.x(), 1, m.column());
            c.withColumn(SUB, m.x(), m.column(), m.t());
            c.unary(new UnaryOp.Exp(), m.t(), m.u());
            c.reduce(Reduce.Kind.SUM, m.u(), 1, m.column());
            c.withColumn(DIV, m.u(), m.column(), m.out());
        }, m.out());
    }

    /** The chain makes log-probabilities for the loss, then their exponentials for the gradient. */
    private static FusionCase crossEntropy(Matrices m) {
        float scale = 1f / m.rows();
        return new FusionCase("cross-entropy", 2, c -> Sink.keep(CrossEntropySweep.run(c.from(), c.to(), m.n(), m.x(), m.classes(), scale, m.out())), c -> {
            c.reduce(Reduce.Kind.MAX, m.x(), 1, m.column());
            c.withColumn(SUB, m.x(), m.column(), m.t());
            c.unary(new UnaryOp.Exp(), m.t(), m.u());
            c.reduce(Reduce.Kind.SUM, m.u(), 1, m.column());
            double loss = 0;
            for (int r = c.from(); r < c.to(); r++) {
                m.column()[r] = (float) Math.log(m.column()[r]);
            }
            c.withColumn(SUB, m.t(), m.column(), m.u());
            c.unary(new UnaryOp.Exp(), m.u(), m.v());
            c.binary(MUL, m.v(), scale, m.out());
            for (int r = c.from(); r < c.to(); r++) {
                loss -= m.u()[r * m.n() + m.classes()[r]];
                m.out()[r * m.n() + m.classes()[r]] -= scale;
            }
            Sink.keep(loss);
        }, m.out());
    }

    /** Leaves x less its mean in t, and the factor of each row in the column. */
    private static void statistics(Chain c, Matrices m) {
        c.reduce(Reduce.Kind.SUM, m.x(), 1.0 / m.n(), m.column());
        c.withColumn(SUB, m.x(), m.column(), m.t());
        c.binary(MUL, m.t(), m.t(), m.u());
        c.reduce(Reduce.Kind.SUM, m.u(), 1.0 / m.n(), m.column());
        for (int r = c.from(); r < c.to(); r++) {
            m.column()[r] = (float) (1 / Math.sqrt(m.column()[r] + EPS));
        }
    }

    private static FusionCase layerNorm(Matrices m) {
        return new FusionCase("layer norm", 2, c -> LayerNormSweep.forward(c.from(), c.to(), m.n(), m.x(), m.row(), m.row(), EPS, m.out()), c -> {
            statistics(c, m);
            c.withColumn(MUL, m.t(), m.column(), m.u());
            c.withRow(MUL, m.u(), m.row(), m.v());
            c.withRow(ADD, m.v(), m.row(), m.out());
        }, m.out());
    }

    private static FusionCase layerNormBackward(Matrices m) {
        return new FusionCase("its gradient", 3, c -> {
            float[] sums = new float[m.n()];
            LayerNormSweep.backward(c.from(), c.to(), m.n(), m.g(), m.x(), m.row(), EPS, m.out(), sums, sums.clone());
        }, c -> {
            statistics(c, m);
            c.withColumn(MUL, m.t(), m.column(), m.u());      // xhat
            c.binary(MUL, m.g(), m.u(), m.t());
            Sink.keep(c.sumOfRows(m.t()));
            Sink.keep(c.sumOfRows(m.g()));
            c.withRow(MUL, m.t(), m.row(), m.v());            // h xhat
            c.reduce(Reduce.Kind.SUM, m.v(), 1.0 / m.n(), m.second());
            c.withColumn(MUL, m.u(), m.second(), m.t());      // xhat mean(h xhat)
            c.withRow(MUL, m.g(), m.row(), m.u());            // h
            c.reduce(Reduce.Kind.SUM, m.u(), 1.0 / m.n(), m.second());
            c.withColumn(SUB, m.u(), m.second(), m.v());
            c.binary(SUB, m.v(), m.t(), m.u());
            c.withColumn(MUL, m.u(), m.column(), m.out());
        }, m.out());
    }

    /** The moments start at g and g^2 and not at 0, so that both forms may run again and again on the same numbers: new ones go elsewhere. */
    private static FusionCase adam(Matrices m) {
        AdamSweep step = AdamSweep.of(1e-3, 0.9, 0.999, 1e-8, 0.01, 10);
        return new FusionCase("Adam", 7, c -> step.run(c.from() * m.n(), c.to() * m.n(), m.out(), m.g(), m.x(), m.t()), c -> {
            c.binary(MUL, m.x(), step.keep1(), m.u());
            c.binary(MUL, m.g(), step.take1(), m.v());
            c.binary(ADD, m.u(), m.v(), m.x());
            c.binary(MUL, m.g(), m.g(), m.u());
            c.binary(MUL, m.u(), step.take2(), m.v());
            c.binary(MUL, m.t(), step.keep2(), m.u());
            c.binary(ADD, m.u(), m.v(), m.t());
            c.unary(new UnaryOp.Sqrt(), m.t(), m.u());
            c.binary(MUL, m.u(), step.scale(), m.v());
            c.binary(ADD, m.v(), step.epsilon(), m.u());
            c.binary(MUL, m.x(), step.rate(), m.v());
            c.binary(DIV, m.v(), m.u(), m.w());
            c.binary(MUL, m.out(), step.shrink(), m.u());
            c.binary(SUB, m.u(), m.w(), m.out());
        }, m.out());
    }
}
