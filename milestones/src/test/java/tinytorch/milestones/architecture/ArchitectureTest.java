package tinytorch.milestones.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules that hold the library together, checked on the compiled classes of all modules. The order of the curriculum is read from the manifest. */
class ArchitectureTest {
    private static final List<String> TOOLS = List.of("tinytorch-setup/course", "tinytorch-setup/book", "tinytorch-setup/tito", "tinytorch-setup/testkit");
    /** What evaluates submissions: no module of the curriculum, and it knows nothing but the finished library. */
    private static final String MODEL = "tinytorch-compete/model";
    private static final String BOARD = "tinytorch-compete/board";
    private static final Set<String> MODEL_JSON_CLASSES = Set.of("tinytorch.model.StrictJson", "tinytorch.model.GraphWriter", "tinytorch.model.ScoreJson");
    /** The classes that may name Jackson: they read or write the header of a file. */
    private static final Set<String> HEADER_CLASSES = Set.of("tinytorch.nn.network.HeaderReader", "tinytorch.nn.network.SafeTensorsWriter",
            "tinytorch.text.token.EncoderJson");
    /** The classes outside labs and the command line that may print: programs with a main method, and progress on the standard error stream. */
    private static final Set<String> PRINTING_CLASSES = Set.of(
            "tinytorch.course.grade.GradeProgram",
            "tinytorch.course.judge.LearnerJvm",
            "tinytorch.workbench.ProgressBar",
            "tinytorch.workbench.report.LabReport",
            "tinytorch.nn.network.XorDemo",
            "tinytorch.data.source.Transfer",
            "tinytorch.milestones.data.DataProgram",
            "tinytorch.milestones.gpt.GptMilestone",
            "tinytorch.milestones.inference.InferenceMilestone",
            "tinytorch.milestones.inference.TrainMnist",
            "tinytorch.milestones.inference.TrainXor",
            "tinytorch.milestones.inference.TrainingArguments",
            "tinytorch.milestones.program.TrainingProgram",
            "tinytorch.milestones.text.BpeCheck",
            "tinytorch.board.web.Log",
            "tinytorch.model.Evaluate");

    private static final List<String> PLATFORM = List.of("java.", "javax.net.ssl.", "jdk.incubator.vector.", "com.sun.management.");

    private static Checkout checkout;
    private static JavaClasses everything;
    private static Map<String, JavaClasses> curriculum;

    @BeforeAll
    static void read() {
        checkout = Checkout.find();
        assumeTrue(checkout != null, "a learner's workspace has no manifest of the course");
        everything = checkout.classes(Stream.of(checkout.modules(), TOOLS, List.of("milestones", MODEL, BOARD)).flatMap(List::stream).toList());
        curriculum = checkout.curriculum(everything);
    }

    @Test
    void modulesDependOnEarlierModulesAlone() {
        assertThat(curriculum.keySet()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(forwardDependencies(List.copyOf(curriculum.keySet()))).isEmpty();
    }

    @Test
    void aDependencyInTheWrongDirectionWouldBeSeen() {
        assertThat(forwardDependencies(List.copyOf(curriculum.keySet()).reversed())).isNotEmpty();
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching("tinytorch.(**)").should().beFreeOfCycles().check(everything);
    }

    @Test
    void onlyProgramsPrint() {
        DescribedPredicate<JavaClass> named = DescribedPredicate.describe("named as programs",
                javaClass -> PRINTING_CLASSES.contains(javaClass.getName().replaceAll("\\$.*", "")));
        noClasses().that(not(resideInAPackage("..lab..").or(resideInAPackage("tinytorch.tito..")).or(named)))
                .should(ACCESS_STANDARD_STREAMS).because("output belongs to labs, milestones and the command line").check(everything);
    }

    @Test
    void toolsKnowNoLearnerCode() {
        Map<String, String> owners = owners();
        for (String tool : TOOLS) {
            JavaClasses classes = checkout.in(tool, everything);
            assumeTrue(!classes.isEmpty(), tool + " is not built");
            assertThat(dependencies(classes).filter(dependency -> owners.containsKey(target(dependency))).map(Dependency::getDescription)).isEmpty();
        }
    }

    @Test
    void whatEvaluatesSubmissionsKnowsTheLibraryAlone() {
        JavaClasses classes = checkout.in(MODEL, everything);
        assumeTrue(!classes.isEmpty(), MODEL + " is not built");
        Map<String, String> owners = owners();
        assertThat(dependencies(classes).filter(dependency -> {
            String target = target(dependency);
            boolean json = MODEL_JSON_CLASSES.contains(dependency.getOriginClass().getName().replaceAll("\\$.*", "")) && target.startsWith("tools.jackson.");
            return PLATFORM.stream().noneMatch(target::startsWith) && !owners.containsKey(target) && !target.startsWith("tinytorch.model.") && !json
                    && !dependency.getTargetClass().getBaseComponentType().isPrimitive();
        }).map(Dependency::getDescription)).isEmpty();
    }

    @Test
    void theServerKnowsSubmissionsOnlyByWhatEvaluatesThem() {
        JavaClasses classes = checkout.in(BOARD, everything);
        assumeTrue(!classes.isEmpty(), BOARD + " is not built");
        assertThat(dependencies(classes).filter(dependency -> {
            String target = target(dependency);
            return target.startsWith("tinytorch.") && !target.startsWith("tinytorch.board.") && !target.startsWith("tinytorch.model.");
        }).map(Dependency::getDescription)).isEmpty();
    }

    @Test
    void theCurriculumUsesNoLibraryButJacksonForHeaders() {
        for (JavaClasses classes : curriculum.values()) {
            assertThat(dependencies(classes).filter(dependency -> {
                String target = target(dependency);
                boolean header = HEADER_CLASSES.contains(dependency.getOriginClass().getName().replaceAll("\\$.*", "")) && target.startsWith("tools.jackson.");
                return PLATFORM.stream().noneMatch(target::startsWith) && !target.startsWith("tinytorch.") && !header
                        && !dependency.getTargetClass().getBaseComponentType().isPrimitive();
            }).map(Dependency::getDescription)).isEmpty();
        }
    }

    /** Dependencies on a later module, or on something that is no module of the curriculum, if the modules stood in this order. */
    private static List<String> forwardDependencies(List<String> order) {
        Map<String, String> owners = owners();
        List<String> found = new ArrayList<>();
        for (String module : order) {
            dependencies(curriculum.get(module)).filter(dependency -> target(dependency).startsWith("tinytorch.")).forEach(dependency -> {
                String owner = owners.get(target(dependency));
                if (owner == null || order.indexOf(owner) > order.indexOf(module)) {
                    found.add(dependency.getDescription());
                }
            });
        }
        return found;
    }

    /** The module of every class of the curriculum. */
    private static Map<String, String> owners() {
        Map<String, String> owners = new HashMap<>();
        curriculum.forEach((module, classes) -> classes.forEach(javaClass -> owners.put(javaClass.getName(), module)));
        return owners;
    }

    private static Stream<Dependency> dependencies(JavaClasses classes) {
        return classes.stream().flatMap(javaClass -> javaClass.getDirectDependenciesFromSelf().stream());
    }

    /** The class depended on; of an array, that of its elements. */
    private static String target(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType().getName();
    }
}
