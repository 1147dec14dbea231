package tinytorch.compress.lab;

import tinytorch.tensor.Tracking;

/** The first half of the lab: what fewer bits a number cost, and what they save. */
final class FewerBitsLab {
    private FewerBitsLab() {
    }

    static void run() {
        System.out.println(BitsExperiment.report());
        Tracking.off(() -> {
            System.out.println(WidthExperiment.table());
            System.out.println(SizeExperiment.table());
            System.out.println(SpeedExperiment.table());
            System.out.println(SpeedExperiment.writing());
            return null;
        });
    }
}
