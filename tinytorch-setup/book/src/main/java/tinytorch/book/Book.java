package tinytorch.book;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.Generator;
import tinytorch.course.Task;

/** Makes the book in a folder of its own. */
public final class Book {
    /** What else there is to read, by its path in the distribution; a release for students has not all of it. */
    private static final Map<String, String> GUIDES = guides();
    private static final List<String> ASSETS = List.of("book.css", "book.js");

    private final Course course;
    private final Path root;
    private final Generator generator;
    private final Consumer<String> progress;
    private final Search search = new Search();

    /**
     * What was made.
     *
     * @param pages   how many pages of text
     * @param figures how many figures, made by labs
     * @param names   how many types and methods the documentation of the API has; 0 without it
     * @param entries how many places the search knows
     */
    public record Summary(int pages, int figures, int names, int entries) {
    }

    /**
     * A book of a course.
     *
     * @param root     a workspace, or the distribution: whose lessons and figures are shown
     * @param progress hears what is being done
     */
    public Book(Course course, Path root, Consumer<String> progress) {
        this.course = course;
        this.root = root;
        this.progress = progress;
        this.generator = new Generator(course);
    }

    private static Map<String, String> guides() {
        Map<String, String> guides = new LinkedHashMap<>();
        guides.put("milestones/README.md", "milestones.html");
        guides.put("tinytorch-compete/contest/README.md", "contest.html");
        guides.put("tinytorch-compete/board/README.md", "leaderboard.html");
        guides.put("tinytorch-compete/model/README.md", "models.html");
        guides.put("tinytorch-setup/course/INSTRUCTORS.md", "instructors.html");
        guides.put("tinytorch-setup/course/README.md", "contributors.html");
        return guides;
    }

    /** Writes all of it into a folder that exists and is empty; with {@code api}, also the documentation of all public types and methods. */
    public Summary write(Path folder, boolean api) {
        Api names = new Api();
        if (api) {
            progress.accept("the documentation of all classes (javadoc)");
            names = ApiDocs.write(course, generator.unsolved(), folder.resolve(Api.FOLDER));
        }
        progress.accept("chapters");
        Links links = new Links(course, GUIDES);
        Figures figures = new Figures(root, folder);
        List<Page> pages = new ArrayList<>();
        pages.add(new Page("index.html", "Start", course.title(), new CourseMap(course).html(), List.of()));
        guide("README.md", "start.html", "Start", links).ifPresent(pages::add);
        Tasks tasks = new Tasks(generator, names);
        for (CourseModule module : course.builtModules()) {
            pages.add(chapter(module, links, tasks, figures));
        }
        GUIDES.forEach((path, file) -> guide(path, file, "Around it", links).ifPresent(pages::add));
        Layout layout = new Layout(course.title(), pages, api);
        for (int i = 0; i < pages.size(); i++) {
            write(folder.resolve(pages.get(i).file()), layout.html(i));
            search.add(pages.get(i));
        }
        for (CourseModule module : course.builtModules()) {
            for (Task task : module.tasks()) {
                search.add(task.title(), Links.chapter(module) + "#" + Tasks.id(task), module.title() + ", task " + task.id(), task.id());
            }
        }
        names.entries().forEach(entry -> search.add(entry.name(), entry.url(), "API", ""));
        write(folder.resolve("search.js"), search.script());
        ASSETS.forEach(asset -> write(folder.resolve(asset), asset(asset)));
        return new Summary(pages.size(), figures.count(), names.entries().size(), search.size());
    }

    private Page chapter(CourseModule module, Links links, Tasks tasks, Figures figures) {
        UnaryOperator<String> pages = links.from(module.path() + "/README.md");
        Markdown.Text text = Markdown.html(read(module.lesson(root)), destination -> figures.drawn(module, destination).orElseGet(() -> pages.apply(destination)));
        List<Heading> headings = new ArrayList<>(text.headings());
        String measured = figures.html(module);
        StringBuilder body = new StringBuilder(text.body());
        if (!measured.isEmpty()) {
            body.append(Layout.heading(2, "measured", "Measured here")).append(measured);
            headings.add(new Heading(2, "measured", "Measured here", ""));
        }
        body.append(Layout.heading(2, "task-texts", "The tasks")).append(tasks.html(module));
        headings.add(new Heading(2, "task-texts", "The tasks", ""));
        return new Page(Links.chapter(module), module.phase(), module.number() + " " + module.title(), body.toString(), headings);
    }

    private Optional<Page> guide(String path, String file, String part, Links links) {
        Path source = course.home().resolve(path);
        if (!Files.isRegularFile(source)) {
            return Optional.empty();
        }
        Markdown.Text text = Markdown.html(read(source), links.from(path));
        String title = text.title().equals(course.title()) ? "How to begin" : text.title();
        return Optional.of(new Page(file, part, title, text.body(), text.headings()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be written", e);
        }
    }

    private static String asset(String name) {
        try (InputStream in = Book.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }
}
