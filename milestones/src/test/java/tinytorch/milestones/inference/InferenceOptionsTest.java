package tinytorch.milestones.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tinytorch.milestones.inference.InferenceOptions.Mode;
import tinytorch.milestones.program.UsageException;

class InferenceOptionsTest {

    @Test
    void readsWhatThereIs() throws UsageException {
        assertThat(InferenceOptions.parse()).isEqualTo(new InferenceOptions(Mode.EVALUATE, null, false, false));
        assertThat(InferenceOptions.parse("--json", "--offline")).isEqualTo(new InferenceOptions(Mode.EVALUATE, null, true, true));
        assertThat(InferenceOptions.parse("--image", "a.png")).isEqualTo(new InferenceOptions(Mode.IMAGE, Path.of("a.png"), false, false));
        assertThat(InferenceOptions.parse("--image=a.png", "--json")).isEqualTo(new InferenceOptions(Mode.IMAGE, Path.of("a.png"), true, false));
        assertThat(InferenceOptions.parse("--draw").mode()).isEqualTo(Mode.DRAW);
    }

    @Test
    void refusesEverythingElse() {
        refused("unknown option --jsno", "--jsno");
        refused("unexpected argument 7", "7");
        refused("--json is given twice", "--json", "--json");
        refused("--image needs the name of a picture", "--image");
        refused("--image needs the name of a picture", "--image", "--json");
        refused("--draw can't be combined with --image", "--image", "a.png", "--draw");
        refused("--draw shows a screen to draw on and can't be combined with --json", "--draw", "--json");
        refused("--offline is for the milestone itself, which needs a dataset", "--image", "a.png", "--offline");
    }

    private static void refused(String message, String... args) {
        assertThatThrownBy(() -> InferenceOptions.parse(args)).isInstanceOf(UsageException.class).hasMessage(message);
    }
}
