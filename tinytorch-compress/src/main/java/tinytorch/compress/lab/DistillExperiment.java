package tinytorch.compress.lab;

import tinytorch.compress.distill.DistillationLoss;
import tinytorch.compress.distill.TaughtDataset;
import tinytorch.data.Dataset;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Loss;
import tinytorch.nn.network.MLP;
import tinytorch.optim.Adam;
import tinytorch.optim.CosineDecay;
import tinytorch.train.CrossEntropyLoss;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/** What small networks learn alone, and what they learn from a large one: from the same first weights, on the same pictures in the same order. */
final class DistillExperiment {
    private static final double LEARNING_RATE = 3e-3;
    private static final int TEACHER_BATCH = 500;

    private DistillExperiment() {
    }

    static Table table(Digits digits, Layer teacher, Pareto pareto, int epochs, DistillationLoss loss, int... hidden) {
        Table table = new Table("Students of one hidden layer, MNIST, " + epochs + " epochs; taught at T = " + loss.temperature() + ", alpha = " + loss.alpha(), "hidden units", "file", "alone",
                "taught", "errors less");
        TaughtDataset taught = TaughtDataset.of(teacher, digits.training(), TEACHER_BATCH);
        for (int units : hidden) {
            MLP alone = student(digits, units, new CrossEntropyLoss(), digits.training(), epochs);
            MLP student = student(digits, units, loss, taught, epochs);
            double byItself = digits.accuracy(alone);
            double byTeacher = digits.accuracy(student);
            long bytes = FileSize.dense(student);
            pareto.add("student alone", units + " units", bytes, byItself);
            pareto.add("student taught", units + " units", bytes, byTeacher);
            table.row(units, Format.bytes(bytes), Pareto.percent(byItself), Pareto.percent(byTeacher), Format.percent((byTeacher - byItself) / (1 - byItself)));
        }
        return table;
    }

    private static MLP student(Digits digits, int units, Loss loss, Dataset examples, int epochs) {
        MLP student = Digits.untrained(units);
        Digits.train(student, loss, new Adam(student.parameters(), LEARNING_RATE), new CosineDecay(digits.steps(epochs), 0), examples, epochs);
        return student;
    }
}
