package tinytorch.data.lab;

import java.io.IOException;

import tinytorch.workbench.Profiler;
import tinytorch.workbench.report.LabReport;
import tinytorch.workbench.report.Plot;

/** Module 06, measured: what it costs to bring examples to a network. About ten seconds; works with files that it makes and deletes. */
public final class DataLab {
    private static final int FILES = 3;

    private DataLab() {
    }

    /** Runs all experiments and prints their tables. */
    public static void main(String... args) throws IOException {
        try (PictureFiles files = PictureFiles.create(FILES)) {
            LabReport.show(ColdExperiment.table(files), Plot.bars("how", "rate").logY());
            System.out.println("""
                    Past the cache: from the device (which may have a cache of its own), however often
                    the file was read before. All other rows are warm: the files were just written, so
                    the operating system still has them in memory, and a Java program can't make it
                    forget them. "First" of a mapped file is when its pages get their places in this
                    program's memory. Every page: one byte of each 4 KiB.
                    """);
            LabReport.show(OrderExperiment.table(files), Plot.bars("bytes are", "in order", "shuffled").logY());
            System.out.println("""
                    Read one by one: a call of the operating system for each class and each picture.
                    On the device: past the cache, 500 pictures, the 4 KiB blocks that each lies in.
                    The first row of the first table is the same device, asked for 1 MiB at a time.
                    """);
        }
        LabReport.show(BatchExperiment.table(Profiler.quick()));
        LabReport.show(PrefetchExperiment.table(), Plot.bars("making a batch", "0 ahead", "1 ahead", "2 ahead", "4 ahead"));
        System.out.println("""
                Alone: without training steps. Ideal is the longer of the two, batches or steps.
                Noise is work for a processor, which must be free; a wait needs none, so several
                batches can wait at the same time.
                """);
    }
}
