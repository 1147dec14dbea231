package tinytorch.course;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;

/**
 * The rules for a module's tests: plain {@code @Test} methods of top-level classes, each tagged with exactly one task of
 * the module. Their ids can then be locked, and a missing or additional test is noticed.
 */
final class TestRules {
    private static final Map<String, String> REFUSED = Map.of(
            "ParameterizedTest", "write a @Test that loops over its cases",
            "RepeatedTest", "write a @Test that loops",
            "TestFactory", "write plain @Test methods",
            "TestTemplate", "write plain @Test methods",
            "Nested", "write a class of its own",
            "Disabled", "mend the test or delete it",
            "Tags", "write one @Tag");

    private final JavaSource source;
    private final CourseModule module;
    private final Function<Task, List<String>> methods;
    private final List<Problem> problems;
    private final Set<String> tagged = new TreeSet<>();

    private TestRules(JavaSource source, CourseModule module, Function<Task, List<String>> methods, List<Problem> problems) {
        this.source = source;
        this.module = module;
        this.methods = methods;
        this.problems = problems;
    }

    /** Checks a test source; gives the tasks its tests are tagged with. {@code methods} are those that a task is to write, as {@link TaskText#place}. */
    static Set<String> check(JavaSource source, CourseModule module, Function<Task, List<String>> methods, List<Problem> problems) {
        if (!source.errors().isEmpty()) {
            return Set.of(); // reported where regions are looked for
        }
        TestRules rules = new TestRules(source, module, methods, problems);
        new TreeScanner<Void, Integer>() {
            @Override
            public Void visitClass(ClassTree type, Integer depth) {
                rules.checkType(type, depth);
                return super.visitClass(type, depth + 1);
            }
        }.scan(source.unit(), 0);
        return rules.tagged;
    }

    private void checkType(ClassTree type, int depth) {
        List<AnnotationTree> ofType = refuse(type.getModifiers());
        List<String> typeTags = tags(ofType);
        boolean hasTests = false;
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method) {
                List<AnnotationTree> annotations = refuse(method.getModifiers());
                List<String> tags = new ArrayList<>(typeTags);
                tags.addAll(tags(annotations));
                if (annotations.stream().anyMatch(annotation -> name(annotation).equals("Test"))) {
                    hasTests = true;
                    checkTest(method, tags);
                    checkPlaces(annotations, tags);
                }
            }
        }
        String name = type.getSimpleName().toString();
        if (hasTests && (depth > 0 || !name.endsWith("Test"))) {
            problem(type, "the tests of '" + name + "' must be in a top-level class whose name ends in 'Test'; others are not run by Maven.");
        }
        if (!hasTests && !typeTags.isEmpty()) {
            problem(type, "class '" + name + "' has a tag but no @Test method.");
        }
    }

    private void checkTest(MethodTree method, List<String> tags) {
        String test = "test '" + method.getName() + "'";
        if (tags.isEmpty()) {
            problem(method, test + " has no task: tag it, or its class, with @Tag(\"" + module.id() + ".some-task\").");
        } else if (tags.size() > 1) {
            problem(method, test + " has several tags, " + String.join(" and ", tags) + "; a test belongs to exactly one task.");
        } else if (module.tasks().stream().noneMatch(task -> task.id().equals(tags.getFirst()))) {
            problem(method, test + " is tagged '" + tags.getFirst() + "', which is no task of module " + module.name() + "."
                    + Names.suggestion(tags.getFirst(), module.tasks().stream().map(Task::id).toList(), ""));
        } else {
            tagged.add(tags.getFirst());
        }
    }

    /** A message must not send a learner to a method that is not theirs to write. */
    private void checkPlaces(List<AnnotationTree> annotations, List<String> tags) {
        List<String> own = module.tasks().stream().filter(task -> tags.contains(task.id())).flatMap(task -> methods.apply(task).stream()).toList();
        annotations.stream().filter(annotation -> name(annotation).equals("LookAt")).forEach(annotation -> values(annotation).forEach(place -> {
            if (!own.contains(place)) {
                problem(annotation, "@LookAt: '" + place + "' is no method of " + String.join(" and ", tags) + "." + Names.suggestion(place, own, ""));
            }
        }));
    }

    private List<AnnotationTree> refuse(ModifiersTree modifiers) {
        List<AnnotationTree> annotations = new ArrayList<>(modifiers.getAnnotations());
        for (AnnotationTree annotation : annotations) {
            String name = name(annotation);
            String instead = REFUSED.get(name.startsWith("Disabled") || name.startsWith("Enabled") ? "Disabled" : name);
            if (instead != null) {
                problem(annotation, "@" + name + " is not used in a module's tests, because their ids are locked; " + instead + ".");
            }
        }
        return annotations;
    }

    private List<String> tags(List<AnnotationTree> annotations) {
        List<String> tags = new ArrayList<>();
        for (AnnotationTree annotation : annotations) {
            if (name(annotation).equals("Tag")) {
                Optional<String> value = value(annotation);
                if (value.isEmpty()) {
                    problem(annotation, "write the task's id into @Tag as a plain string.");
                }
                tags.add(value.orElse("?"));
            }
        }
        return tags;
    }

    private static Optional<String> value(AnnotationTree annotation) {
        List<String> values = values(annotation);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** The plain strings of an annotation's value; nothing for what is none. */
    private static List<String> values(AnnotationTree annotation) {
        List<String> values = new ArrayList<>();
        for (ExpressionTree argument : annotation.getArguments()) {
            ExpressionTree value = argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
            List<? extends ExpressionTree> parts = value instanceof NewArrayTree array ? array.getInitializers() : List.of(value);
            parts.forEach(part -> {
                if (part instanceof LiteralTree literal && literal.getValue() instanceof String text) {
                    values.add(text);
                }
            });
        }
        return values;
    }

    private static String name(AnnotationTree annotation) {
        String type = annotation.getAnnotationType().toString();
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private void problem(Tree tree, String message) {
        problems.add(source.problem(source.start(tree), message.stripTrailing()));
    }
}
