package tinytorch.book;

import java.util.stream.Collectors;
import tinytorch.course.Course;
import tinytorch.course.CourseModule;
import tinytorch.course.Milestone;

/** The first page: all chapters in their phases, and after the last module that it waits for, each milestone. */
final class CourseMap {
    private final Course course;

    CourseMap(Course course) {
        this.course = course;
    }

    String html() {
        StringBuilder html = new StringBuilder("<p class=\"lead\">Build a deep-learning framework yourself, from tensors to a GPT: " + course.builtModules().size() + " modules, " + course.tasks().size()
                + " tasks, and each milestone runs on what you wrote.</p>\n<p><a href=\"start.html\">How to begin</a></p>\n");
        String phase = "";
        for (CourseModule module : course.builtModules()) {
            if (!module.phase().equals(phase)) {
                html.append(phase.isEmpty() ? "" : "</ol>\n").append("<h2>").append(Html.escape(module.phase())).append("</h2>\n<ol class=\"map\">\n");
                phase = module.phase();
            }
            html.append("<li><a href=\"").append(Links.chapter(module)).append("\"><b>").append(module.number()).append("</b> ").append(Html.escape(module.title())).append("</a> <span>")
                    .append(Html.escape(module.summary())).append("</span></li>\n");
            html.append(course.milestones().stream().filter(milestone -> milestone.gate().getLast().equals(module.number())).map(CourseMap::milestone).collect(Collectors.joining()));
        }
        return html + "</ol>\n";
    }

    private static String milestone(Milestone milestone) {
        return "<li class=\"milestone\"><a href=\"milestones.html\">Milestone <code>" + milestone.id() + "</code></a> <span>" + Html.escape(milestone.summary()) + "</span></li>\n";
    }
}
