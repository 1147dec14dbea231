package tinytorch.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pitest.classinfo.ClassName;
import org.pitest.mutationtest.engine.Location;
import org.pitest.mutationtest.engine.MutationDetails;
import org.pitest.mutationtest.engine.MutationIdentifier;

/** Run with the profile alone: {@code ./mvnw test -Pmutation -pl tinytorch-setup/mutation}. */
class SolutionFilterTest {
    private static MutationDetails mutant(String type, String file, int line) {
        return new MutationDetails(new MutationIdentifier(new Location(ClassName.fromString(type), "sort", "()V"), 1, "math"), file, "replaced + with -", line, List.of(0));
    }

    @Test
    void mutantsOnALearnersLinesAreLetThroughThoseOfInnerClassesToo() {
        Set<String> lines = Set.of("alpha/Alpha.java:7", "Bare.java:2");
        assertThat(SolutionFilter.holds(lines, mutant("alpha.Alpha", "Alpha.java", 7))).isTrue();
        assertThat(SolutionFilter.holds(lines, mutant("alpha.Alpha$Inner", "Alpha.java", 7))).isTrue();
        assertThat(SolutionFilter.holds(lines, mutant("Bare", "Bare.java", 2))).isTrue();
    }

    @Test
    void mutantsElsewhereAreNot() {
        Set<String> lines = Set.of("alpha/Alpha.java:7");
        assertThat(SolutionFilter.holds(lines, mutant("alpha.Alpha", "Alpha.java", 8))).isFalse();
        assertThat(SolutionFilter.holds(lines, mutant("beta.Alpha", "Alpha.java", 7))).isFalse();
    }
}
