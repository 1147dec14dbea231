package tinytorch.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourseTest {
    private static final String COURSE = Sample.MANIFEST + "course.json";
    private static final String TASKS = Sample.MANIFEST + "tasks/02-tensor.json";

    @TempDir
    private Path home;
    private Sample sample;

    @BeforeEach
    void make() {
        sample = Sample.in(home);
    }

    @Test
    void aModuleIsFoundByNumberWithAndWithoutZeroAndById() {
        Course course = sample.course();
        assertThat(List.of("02", "2", "tensor", "Tensor", " 02 ")).allSatisfy(name -> assertThat(course.module(name).id()).isEqualTo("tensor"));
    }

    @Test
    void anUnknownModuleOrTaskGetsTheClosestNames() {
        Course course = sample.course();
        assertThatThrownBy(() -> course.module("tenosr")).isInstanceOf(CourseException.class).hasMessageEndingWith("Did you mean tensor?");
        assertThatThrownBy(() -> course.module("18")).isInstanceOf(CourseException.class).hasMessageEndingWith("Modules go from 01 to 03.");
        assertThatThrownBy(() -> course.task("tensor.men")).isInstanceOf(CourseException.class).hasMessageContaining("tensor.mean");
        assertThatThrownBy(() -> course.task("mean")).isInstanceOf(CourseException.class).hasMessageContaining("tensor.mean");
    }

    @Test
    void builtModulesAreThoseWithATaskFile() {
        Course course = sample.course();
        assertThat(course.builtModules()).extracting(CourseModule::number).containsExactly("01", "02");
        assertThat(course.upTo(course.module("03"))).extracting(CourseModule::number).containsExactly("01", "02");
        assertThat(course.before(course.module("02"))).extracting(CourseModule::number).containsExactly("01");
        assertThat(course.module("02").points()).isEqualTo(15);
        assertThat(course.moduleOf("tensor.mean").number()).isEqualTo("02");
        assertThat(course.milestone("first").built()).isTrue();
        assertThat(course.milestone("second").built()).isFalse();
    }

    @Test
    void anUnknownFieldIsRefusedWithFileAndEntry() {
        sample.replace(COURSE, "\"summary\": \"Sums.\"", "\"summary\": \"Sums.\", \"sumary\": \"Sums.\"");
        refused("manifest/course.json, modules 2 'tensor' has an unknown field 'sumary'.");
    }

    @Test
    void aMissingFieldIsRefusedWithFileAndEntry() {
        sample.replace(TASKS, "\"title\": \"Mean\", ", "");
        refused("manifest/tasks/02-tensor.json, tasks 2 'tensor.mean' lacks the field 'title'.");
    }

    @Test
    void aFieldWrittenTwiceIsRefused() {
        sample.replace(TASKS, "\"title\": \"Mean\", ", "\"title\": \"Mean\", \"title\": \"Average\", ");
        refused("manifest/tasks/02-tensor.json is not valid JSON", "title", "line 3");
    }

    @Test
    void aFieldOfTheWrongTypeIsRefused() {
        sample.replace(TASKS, "\"points\": 10", "\"points\": \"10\"");
        refused("tasks 2 'tensor.mean', field 'points' must be a whole number");
    }

    @Test
    void aTaskIdUsedTwiceIsRefused() {
        sample.replace(TASKS, "\"id\": \"tensor.mean\"", "\"id\": \"tensor.sum\"");
        refused("'tensor.sum' is used twice");
    }

    @Test
    void aTaskOfAnotherModuleIsRefused() {
        sample.replace(TASKS, "\"id\": \"tensor.mean\"", "\"id\": \"setup.mean\"");
        refused("manifest/tasks/02-tensor.json", "the id must start with 'tensor.'");
    }

    @Test
    void anUnknownNeedIsRefused() {
        sample.replace(TASKS, "[\"tensor.sum\"]", "[\"tensor.sun\"]");
        refused("tasks 2 'tensor.mean': it needs 'tensor.sun'", "Did you mean tensor.sum");
    }

    @Test
    void needsThatGoInACircleAreRefused() {
        sample.replace(TASKS, "\"points\": 5, \"needs\": []", "\"points\": 5, \"needs\": [\"tensor.mean\"]");
        refused("tasks 1 'tensor.sum': its needs lead back to itself");
    }

    @Test
    void aStretchTaskIsOneThatTheModuleIsDoneWithout() {
        sample.replace(TASKS, "\"points\": 10,", "\"points\": 10, \"stretch\": true,");
        CourseModule module = sample.course().module("02");
        assertThat(module.tasks()).extracting(Task::stretch).containsExactly(false, true);
        assertThat(module.required()).extracting(Task::id).containsExactly("tensor.sum");
        sample.replace(TASKS, "\"stretch\": true,", "\"stretch\": 1,");
        refused("tasks 2 'tensor.mean', field 'stretch' must be true or false");
    }

    @Test
    void noOtherTaskMayNeedAStretchTask() {
        sample.replace(TASKS, "\"points\": 5,", "\"points\": 5, \"stretch\": true,");
        refused("tasks 2 'tensor.mean': it needs 'tensor.sum', a stretch task, which a learner may leave out");
        sample.replace(TASKS, "\"points\": 10,", "\"points\": 10, \"stretch\": true,");
        refused("manifest/tasks/02-tensor.json: a built module has at least one task that is no stretch task");
    }

    @Test
    void anythingButThreeHintsIsRefused() {
        sample.replace(TASKS, "\"a nudge\", ", "");
        refused("tasks 1 'tensor.sum': a task has exactly 3 hints, this one has 2");
    }

    @Test
    void twoModulesOfOneIdAreRefused() {
        sample.replace(COURSE, "\"id\": \"later\"", "\"id\": \"tensor\"");
        refused("modules 3 'tensor'", "same id or path");
    }

    @Test
    void numbersOutOfOrderAreRefused() {
        sample.replace(COURSE, "\"number\": \"03\"", "\"number\": \"04\"");
        refused("modules 3 'later'", "01, 02, 03");
    }

    @Test
    void aGateThatNamesNoModuleIsRefused() {
        sample.replace(COURSE, "[\"01\", \"02\", \"03\"]", "[\"01\", \"99\"]");
        refused("milestones 2 'second'", "module '99'");
    }

    @Test
    void aTaskFileThatFitsNoModuleIsRefused() {
        sample.put(Sample.MANIFEST + "tasks/03-latr.json", "{}");
        refused("manifest/tasks/03-latr.json fits no module");
    }

    @Test
    void aSchemaOfTheFutureIsRefused() {
        sample.replace(COURSE, "\"schema\": 1", "\"schema\": 2");
        refused("schema 2 is not known");
    }

    @Test
    void aFolderWithoutManifestIsRefusedWithThePlace() {
        assertThatThrownBy(() -> Course.load(home.resolve("elsewhere"))).isInstanceOf(CourseException.class)
                .hasMessageContaining("manifest/course.json is missing").hasMessageContaining("elsewhere");
    }

    private void refused(String... parts) {
        assertThatThrownBy(sample::course).isInstanceOf(CourseException.class).hasMessageContainingAll(parts);
    }
}
