package tinytorch.course.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.course.judge.TinyCourse;

class ComparedSourcesTest {
    @TempDir
    Path temporary;

    @Test
    void whatIsComparedIsTheTasksAndTheStudentsOwnFilesBesideTheSkeleton() {
        HandedIn in = new HandedIn(temporary);
        in.wrongBeside("Ada", "alpha/src/main/java/tinytorch/alpha/Helper.java", "package tinytorch.alpha; class Helper { }");
        in.zip("Bob", Map.of("notes.txt", HandedIn.bytes("nothing")));
        ComparedSources sources = ComparedSources.write(in.tiny.course(), in.tiny.course().modules(), Submission.in(in.folder), temporary.resolve("compared"));
        assertThat(sources.base().resolve(TinyCourse.ALPHA)).content().contains("TodoException(\"alpha.twice\")");
        assertThat(sources.base().resolve(TinyCourse.TODO)).as("given to all").doesNotExist();
        assertThat(sources.students().resolve("Ada").resolve(TinyCourse.ALPHA)).content().contains("return 9;");
        assertThat(sources.students().resolve("Ada/alpha/src/main/java/tinytorch/alpha/Helper.java")).exists();
        assertThat(sources.students().resolve("Ada").resolve(TinyCourse.TODO)).doesNotExist();
        assertThat(Files.exists(sources.students().resolve("Bob"))).isFalse();
        assertThat(sources.unread()).isEqualTo(List.of("Bob: It has no source of any module, such as alpha/src/main/java/..."));
    }
}
