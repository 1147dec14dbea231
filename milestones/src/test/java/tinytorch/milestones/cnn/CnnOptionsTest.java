package tinytorch.milestones.cnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tinytorch.milestones.program.UsageException;

class CnnOptionsTest {

    @Test
    void readsWhatThereIs() throws UsageException {
        assertThat(CnnOptions.parse()).isEqualTo(CnnOptions.DEFAULT);
        assertThat(CnnOptions.parse("--epochs", "2", "--seed=-7", "--model", "lenet", "--images=640", "--kernels", "scalar", "--threads", "1", "--out", "a", "--resume",
                "--offline", "--json")).isEqualTo(new CnnOptions(2, -7, Model.LENET, 640, "scalar", 1, Path.of("a"), true, true, true, false));
        assertThat(CnnOptions.parse("--help").help()).isTrue();
    }

    @Test
    void refusesEverythingElse() {
        refused("unknown option --epoch", "--epoch", "3");
        refused("unexpected argument 7", "7");
        refused("--json is given twice", "--json", "--json");
        refused("--epochs needs a value", "--epochs");
        refused("--epochs needs a value", "--epochs", "--json");
        refused("--json takes no value", "--json=yes");
        refused("--epochs must be from 1 to 10000, got 0", "--epochs", "0");
        refused("--seed needs a whole number, got x", "--seed", "x");
        refused("--model must be one of vgg, lenet, resnet, got alexnet", "--model", "alexnet");
    }

    @Test
    void tellsHowToGoOn() throws UsageException {
        assertThat(CnnOptions.parse().resumeCommand()).isEqualTo("tito milestone cnn --resume");
        assertThat(CnnOptions.parse("--seed", "9", "--epochs", "2", "--out", "here", "--json").resumeCommand())
                .isEqualTo("tito milestone cnn --resume --epochs 2 --seed 9 --out here");
    }

    private static void refused(String message, String... args) {
        assertThatThrownBy(() -> CnnOptions.parse(args)).isInstanceOf(UsageException.class).hasMessage(message);
    }
}
