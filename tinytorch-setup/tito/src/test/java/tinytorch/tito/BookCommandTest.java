package tinytorch.tito;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookCommandTest {
    @TempDir
    private Path folder;
    private SmallCourse course;
    private Path book;

    @BeforeEach
    void make() throws IOException {
        course = new SmallCourse(folder);
        book = folder.resolve("ein Büchlein");
    }

    private SmallCourse.Answer book(String... more) {
        String[] words = new String[more.length + 2];
        words[0] = "book";
        words[1] = book.toString();
        System.arraycopy(more, 0, words, 2, more.length);
        return course.in(folder).run(words);
    }

    @Test
    void withAllClassesAndInTheirPlaceOnlyOnceTheyAreComplete() throws IOException {
        SmallCourse.Answer answer = book("--json");
        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("\"pages\":");
        assertThat(book.resolve("02-tensor.html")).content().contains("href=\"api/tinytorch/tensor/Sum.html#mean(double[])\"");
        assertThat(book.resolve("api/index.html")).exists();
        assertThat(folder.resolve("ein Büchlein.new")).doesNotExist();
        assertThat(book("--no-api").exit()).as("a book is replaced").isZero();
        assertThat(book.resolve("api")).doesNotExist();
    }

    @Test
    void theSameBytesTwice() throws IOException {
        book("--no-api");
        String first = Files.readString(book.resolve("02-tensor.html")) + Files.readString(book.resolve("search.js"));
        book("--no-api");
        assertThat(Files.readString(book.resolve("02-tensor.html")) + Files.readString(book.resolve("search.js"))).isEqualTo(first);
    }

    @Test
    void anotherFolderIsNotTouched() throws IOException {
        Files.createDirectories(book);
        Files.writeString(book.resolve("thesis.txt"), "three years");
        SmallCourse.Answer answer = book();
        assertThat(answer.exit()).isEqualTo(ExitCode.USAGE.code());
        assertThat(answer.err()).contains("is no book");
        assertThat(book.resolve("thesis.txt")).hasContent("three years");
        assertThat(folder.resolve("ein Büchlein.new")).doesNotExist();
    }
}
