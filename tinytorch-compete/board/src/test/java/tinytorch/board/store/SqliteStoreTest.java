package tinytorch.board.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
    @TempDir
    private Path folder;

    @Override
    Database open() {
        return Database.open(folder.resolve("board.db").toString());
    }
}
