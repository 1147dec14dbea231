package tinytorch.board.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tinytorch.model.Task;

class SqliteStoreTest extends StoreContract {
    @TempDir
    private Path folder;

    @Override
    Database open() {
        return Database.open(folder.resolve("board.db").toString());
    }

    /** SQLite is told that there are no more pages than it has, which is what a full disk is to it. */
    @Test
    void aFullDiskIsToldAndLeavesNothingHalf() {
        InstantSource clock = InstantSource.system();
        try (Database full = Database.open(folder.resolve("full.db").toString())) {
            Learners learners = new Learners(full, clock);
            Learners.Learner ada = learners.of(learners.enrol("ada", Duration.ofDays(1), false));
            Submissions submissions = new Submissions(full, clock, 9);
            full.write(handle -> handle.execute("pragma max_page_count = 60"));
            assertThatThrownBy(() -> submissions.accept(ada, Task.MNIST, new byte[1_000_000]))
                    .isInstanceOfSatisfying(DatabaseException.class, e -> assertThat(e.fault()).isEqualTo(DatabaseException.Fault.FULL)).hasMessageContaining("full.db");
            assertThat(submissions.of(ada)).isEmpty();
            full.write(handle -> handle.execute("pragma max_page_count = 1000000"));
            assertThat(submissions.accept(ada, Task.MNIST, new byte[1_000_000]).left()).isEqualTo(8);
        }
    }
}
