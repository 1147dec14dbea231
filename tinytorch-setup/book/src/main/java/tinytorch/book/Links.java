package tinytorch.book;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import tinytorch.course.Course;
import tinytorch.course.CourseModule;

/** Where the files that lessons and guides link to are in the book. */
final class Links {
    private final Map<String, String> pages = new HashMap<>(Map.of("README.md", "start.html"));

    Links(Course course, Map<String, String> guides) {
        pages.putAll(guides);
        course.builtModules().forEach(module -> pages.put(module.path() + "/README.md", chapter(module)));
    }

    /** The page of a module. */
    static String chapter(CourseModule module) {
        return module.name() + ".html";
    }

    /** The links of this file. One that leads out of the book, to another site, stays; a folder stands for its README; of any other file there is no page, so the link leads nowhere but to itself. */
    UnaryOperator<String> from(String file) {
        return destination -> {
            if (destination.matches("[a-z]+:.*|#.*|")) {
                return destination;
            }
            int hash = destination.indexOf('#');
            String anchor = hash < 0 ? "" : destination.substring(hash);
            Path target = Path.of(file).resolveSibling(hash < 0 ? destination : destination.substring(0, hash)).normalize();
            String path = target.toString().replace('\\', '/');
            String page = pages.getOrDefault(path, pages.get(path + "/README.md"));
            return page == null ? "#main" : page + anchor;
        };
    }
}
