package tinytorch.book;

import java.util.List;
import java.util.stream.Collectors;
import tinytorch.course.CourseModule;
import tinytorch.course.Generator;
import tinytorch.course.Task;
import tinytorch.course.TaskText;

/** The tasks of a chapter: what stands above each method that is to be written, and the hints, folded. */
final class Tasks {
    private static final List<String> HINTS = List.of("a nudge", "the method", "almost the code");

    private final Generator generator;
    private final Api api;

    Tasks(Generator generator, Api api) {
        this.generator = generator;
        this.api = api;
    }

    /** What a link to a task ends with. */
    static String id(Task task) {
        return "task-" + task.id().replace('.', '-');
    }

    String html(CourseModule module) {
        return module.tasks().stream().map(task -> task(module, task)).collect(Collectors.joining());
    }

    private String task(CourseModule module, Task task) {
        StringBuilder html = new StringBuilder("<article class=\"task\">\n" + Layout.heading(3, id(task), Html.escape(task.title())));
        html.append("<p class=\"facts\"><code>").append(task.id()).append("</code> <span>").append(task.points()).append(task.points() == 1 ? " point" : " points").append("</span>");
        if (task.stretch()) {
            html.append(" <span>stretch: the module is done without it</span>");
        }
        if (!task.needs().isEmpty()) {
            html.append(" <span>needs ").append(task.needs().stream().map(need -> "<a href=\"#task-" + need.replace('.', '-') + "\">" + need + "</a>").collect(Collectors.joining(", "))).append("</span>");
        }
        html.append("</p>\n");
        for (TaskText text : generator.texts(task)) {
            html.append(method(module, text));
        }
        for (int i = 0; i < task.hints().size(); i++) {
            html.append("<details><summary>Hint ").append(i + 1).append(": ").append(HINTS.get(i)).append("</summary><p>").append(Html.escape(task.hints().get(i))).append("</p></details>\n");
        }
        return html.append("</article>\n").toString();
    }

    private String method(CourseModule module, TaskText text) {
        String path = text.file().substring(module.path().length() + "/src/main/java/".length());
        String type = text.type();
        String link = api.link(path.substring(0, path.lastIndexOf('/')).replace('/', '.'), type, text.method());
        String name = link.isEmpty() ? "<code>" + type + "</code>" : "<a href=\"" + link + "\"><code>" + type + "</code></a>";
        return "<div class=\"method\"><p class=\"where\">" + name + "</p><pre tabindex=\"0\"><code>" + Highlight.java(text.declaration()) + "</code></pre>\n" + Javadoc.html(text.comment()) + "</div>\n";
    }
}
