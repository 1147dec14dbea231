package tinytorch.course;

/** The course itself is at fault, or was asked for something it does not have: the message says where and what to do. */
public class CourseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CourseException(String message) {
        super(message);
    }

    public CourseException(String message, Throwable cause) {
        super(message, cause);
    }
}
