package tinytorch.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.Generator;
import tinytorch.course.SolutionText;
import tinytorch.course.Task;

/** The book of the course in this checkout, without the documentation of the API. */
class BookTest {
    private static final Course COURSE = Course.load(Path.of("../.."));
    @TempDir
    private static Path folder;
    private static final TreeMap<String, String> PAGES = new TreeMap<>();
    private static Book.Summary summary;

    @BeforeAll
    static void make() throws IOException {
        Path root = folder.resolve("root");
        for (CourseModule module : COURSE.builtModules()) {
            Files.createDirectories(module.folder(root));
            Files.copy(module.lesson(COURSE.home()), module.lesson(root));
            Path figures = Files.createDirectory(module.folder(root).resolve("figures"));
            try (Stream<Path> drawn = Files.list(module.folder(COURSE.home()).resolve("figures"))) {
                for (Path figure : drawn.toList()) {
                    Files.copy(figure, figures.resolve(figure.getFileName()));
                }
            }
        }
        Files.createDirectories(root.resolve("lab-results/02"));
        Files.write(root.resolve("lab-results/02/loop-order.png"), new byte[] {1});
        Files.writeString(root.resolve("lab-results/02/loop-order.csv"), "n,seconds\n");
        Path book = Files.createDirectory(folder.resolve("book"));
        summary = new Book(COURSE, root, _ -> { }).write(book, false);
        try (Stream<Path> files = Files.list(book)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".html")).toList()) {
                PAGES.put(file.getFileName().toString(), Files.readString(file));
            }
        }
    }

    @Test
    void everyChapterShowsItsOwnFigure() {
        for (CourseModule module : COURSE.builtModules()) {
            Matcher figure = Pattern.compile("<img src=\"(figures/" + module.number() + "/[a-z0-9-]+\\.svg)\" alt=\"[^\"]{40,}\"").matcher(PAGES.get(Links.chapter(module)));
            assertThat(figure.find()).as(module.name()).isTrue();
            assertThat(folder.resolve("book").resolve(figure.group(1))).exists();
        }
    }

    @Test
    void everyChapterHasItsTasksWithTextAndHints() {
        assertThat(PAGES).hasSize(summary.pages());
        for (CourseModule module : COURSE.builtModules()) {
            String page = PAGES.get(Links.chapter(module));
            for (Task task : module.tasks()) {
                assertThat(page).contains("id=\"" + Tasks.id(task) + "\"", Html.escape(task.hints().getFirst()));
            }
        }
        assertThat(PAGES.get("02-tensor.html")).contains("<span class=\"t\">Tensor</span> of(<span class=\"k\">float</span>[][] rows)");
    }

    @Test
    void noSolutionIsInIt() {
        Generator generator = new Generator(COURSE);
        List<String> leaks = new ArrayList<>();
        int searched = 0;
        for (CourseModule module : COURSE.builtModules()) {
            for (Task task : module.tasks()) {
                for (SolutionText solution : generator.solution(task)) {
                    String code = squeezed(solution.text());
                    if (solution.text().chars().filter(sign -> sign == ';').count() > 1) {
                        searched++;
                        PAGES.forEach((name, page) -> {
                            if (squeezed(Html.plain(page)).contains(code)) {
                                leaks.add(name + " has the solution of " + task.id() + " in " + solution.method());
                            }
                        });
                    }
                }
            }
        }
        assertThat(searched).isGreaterThan(200);
        assertThat(leaks).isEmpty();
    }

    private static String squeezed(String text) {
        return text.replaceAll("//[^\n]*", "").replaceAll("\\s+", "");
    }

    @Test
    void theLabsFiguresAreShownOrItSaysHowToMakeThem() {
        assertThat(summary.figures()).isEqualTo(1);
        assertThat(PAGES.get("02-tensor.html")).contains("src=\"figures/02/loop-order.png\" alt=\"loop order\"", "href=\"figures/02/loop-order.csv\"");
        assertThat(PAGES.get("03-activations.html")).contains("<code>./tito lab 03</code> does");
        assertThat(folder.resolve("book/figures/02/loop-order.png")).exists();
    }

    @Test
    void theSearchKnowsSectionsAndTasks() throws IOException {
        assertThat(Files.readString(folder.resolve("book/search.js"))).startsWith("var BOOK = [").contains("\"u\":\"02-tensor.html#what-it-costs\"", "\"u\":\"02-tensor.html#task-tensor-matmul\"");
    }

    @Test
    void linksBetweenFilesBecomeLinksBetweenPages() {
        assertThat(PAGES.get("start.html")).contains("href=\"leaderboard.html#exit-codes\"", "href=\"contributors.html\"").doesNotContain("README.md\"");
    }
}
