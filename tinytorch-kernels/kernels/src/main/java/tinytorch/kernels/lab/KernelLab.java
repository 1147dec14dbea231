package tinytorch.kernels.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import tinytorch.kernels.VectorKernels;
import tinytorch.tensor.Kernels;
import tinytorch.workbench.Clocks;
import tinytorch.workbench.Format;
import tinytorch.workbench.Profiler;
import tinytorch.workbench.report.LabReport;
import tinytorch.workbench.report.Plot;

/**
 * Module 15, measured: the limits of this machine, every rung of the ladder, caches as steps of the tile, threads, and a training step of the course's networks
 * before and after. About a minute and a half.
 */
public final class KernelLab {
    private KernelLab() {
    }

    /**
     * Runs all experiments and prints their tables.
     *
     * @param args where to write the picture of the roofline; {@link LabReport#file} if nothing is said
     */
    public static void main(String... args) throws IOException {
        long start = System.nanoTime();
        Path picture = (args.length == 0 ? LabReport.file("roofline.png") : Path.of(args[0])).toAbsolutePath();
        Kernels kernels = new VectorKernels();
        // Many short repeats, of which the shortest counts: on a machine with other programs one of them is left in peace.
        Profiler profiler = new Profiler(Clocks.system(), 0.2, 0.001, 25);
        Machine one = Machine.measure(kernels, profiler, 1);
        Machine all = kernels.threads() == 1 ? one : Machine.measure(kernels, profiler, kernels.threads());
        System.out.println("This machine at its best, times are the shortest of some.\n" + one + (all == one ? "" : "\n" + all) + "\n");
        LadderExperiment ladder = LadderExperiment.run(kernels, profiler, one, all);
        LabReport.show(ladder.table(), Plot.bars("rung / threads", "rate").logY());
        List<Placed> placed = RooflineExperiment.placed(kernels, profiler, ladder.placed());
        LabReport.show(RooflineExperiment.table(placed, one, all));
        RooflinePicture.write(picture, one, all, placed);
        System.out.println("The same as a picture: " + picture + "\n");
        LabReport.show(TileExperiment.table(), Plot.lines("tile", "down columns", "along rows", "with vectors").logX());
        FusionExperiment.run();
        LabReport.show(ThreadExperiment.table(kernels, profiler), Plot.bars("threads", "product"));
        LabReport.show(NetworkExperiment.table(), Plot.bars("network / batch", "scalar", "ladder", "vector").logY());
        LabReport.show(NetworkExperiment.fusion());
        System.out.println("Measured in " + Format.seconds((System.nanoTime() - start) / 1e9) + ".");
    }
}
