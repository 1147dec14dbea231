package tinytorch.compress.lab;

import java.util.stream.IntStream;

import tinytorch.compress.distill.DistillationLoss;
import tinytorch.compress.distill.TaughtDataset;
import tinytorch.data.Dataset;
import tinytorch.data.Subset;
import tinytorch.nn.Layer;
import tinytorch.nn.network.Loss;
import tinytorch.nn.network.MLP;
import tinytorch.optim.Adam;
import tinytorch.optim.CosineDecay;
import tinytorch.train.CrossEntropyLoss;
import tinytorch.workbench.Format;
import tinytorch.workbench.Table;

/** What a small network learns alone, and what it learns from a large one: from the same first weights, on the same pictures in the same order. */
final class DistillExperiment {
    private static final double LEARNING_RATE = 3e-3;
    private static final int TEACHER_BATCH = 500;
    private static final int HIDDEN = 32;
    private static final int FEW = 1000;
    /** The digit that one student never sees: Hinton, Vinyals and Dean, 2015, section 3. */
    private static final int UNSEEN = 3;

    private final Pictures digits;
    private final TaughtDataset taught;
    private final DistillationLoss loss;
    private final Table table;

    DistillExperiment(Pictures digits, Layer teacher, DistillationLoss loss) {
        this.digits = digits;
        this.taught = TaughtDataset.of(teacher, digits.training(), TEACHER_BATCH);
        this.loss = loss;
        this.table = new Table("A student of " + HIDDEN + " units; T = " + loss.temperature() + ", alpha = " + loss.alpha() + "; its teacher recognises "
                + Pictures.percent(digits.accuracy(teacher)), "learns from", "alone", "taught", "alone, the 3s", "taught, the 3s");
    }

    Table table(Pareto pareto) {
        int[] all = IntStream.range(0, taught.size()).toArray();
        MLP[] students = row(Format.count(taught.size()) + " pictures", 3, all);
        pareto.add("student alone", HIDDEN + " units", FileSize.dense(students[0]), digits.accuracy(students[0]));
        pareto.add("student taught", HIDDEN + " units", FileSize.dense(students[1]), digits.accuracy(students[1]));
        row(Format.count(FEW) + " pictures", 60, IntStream.range(0, FEW).toArray());
        row("all but the 3s", 3, IntStream.of(all).filter(i -> taught.get(i).target().get(0) != UNSEEN).toArray());
        return table;
    }

    private MLP[] row(String pictures, int epochs, int... places) {
        MLP alone = student(new CrossEntropyLoss(), new Subset(digits.training(), places), epochs);
        MLP student = student(loss, new Subset(taught, places), epochs);
        table.row(pictures, Pictures.percent(digits.accuracy(alone)), Pictures.percent(digits.accuracy(student)), Pictures.percent(digits.accuracy(alone, UNSEEN)),
                Pictures.percent(digits.accuracy(student, UNSEEN)));
        return new MLP[] {alone, student};
    }

    private static MLP student(Loss loss, Dataset examples, int epochs) {
        MLP student = Pictures.untrained(HIDDEN);
        Pictures.train(student, loss, new Adam(student.parameters(), LEARNING_RATE), new CosineDecay(Pictures.steps(examples, epochs), 0), examples, epochs);
        return student;
    }
}
