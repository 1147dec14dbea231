package tinytorch.workbench;

/**
 * Thrown by the body of a task that has not been written yet. In a workspace every task starts as one line that
 * throws this exception; writing the task means replacing that line.
 */
public final class TodoException extends UnsupportedOperationException {
    private static final long serialVersionUID = 1L;

    private final String task;

    /** An exception for the task with this id, such as {@code tensor.matmul}. */
    public TodoException(String task) {
        super(task + " is not written yet. Read the comment above the method, then write its body."
                + " For a hint: tito hint " + task);
        this.task = task;
    }

    /** The id of the task, such as {@code tensor.matmul}. */
    public String task() {
        return task;
    }
}
