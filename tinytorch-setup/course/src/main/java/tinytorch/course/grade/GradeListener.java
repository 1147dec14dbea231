package tinytorch.course.grade;

/** Hears of a class's grading while it is made, from several threads, one at a time. */
public interface GradeListener {
    /** One that does nothing. */
    GradeListener SILENT = new GradeListener() { };

    /** So many submissions are to be graded; {@code known} of them were, in an earlier run. */
    default void begin(int submissions, int known) {
    }

    /** A submission has been graded in this run. */
    default void done(StudentReport report) {
    }
}
