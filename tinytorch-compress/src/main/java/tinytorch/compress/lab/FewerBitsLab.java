package tinytorch.compress.lab;

import tinytorch.tensor.Tracking;
import tinytorch.workbench.report.LabReport;
import tinytorch.workbench.report.Plot;

/** The first half of the lab: what fewer bits a number cost, and what they save. */
final class FewerBitsLab {
    private FewerBitsLab() {
    }

    static void run() {
        BitsExperiment.show();
        Tracking.off(() -> {
            LabReport.show(WidthExperiment.table());
            LabReport.show(SizeExperiment.table(), Plot.bars("network", "float", "int8", "int4 by 64").logY());
            LabReport.show(SpeedExperiment.table());
            LabReport.show(SpeedExperiment.writing(), Plot.bars("width", "float", "int8"));
            return null;
        });
    }
}
