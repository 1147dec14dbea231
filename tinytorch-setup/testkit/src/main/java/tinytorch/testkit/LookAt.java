package tinytorch.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The methods of the task that a test comes to by way of others, {@code "ScalarKernels.compare"} of a test that calls
 * {@code Tensor.ge}. Its failures tell them, so that a learner knows which source to open.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface LookAt {
    /** The label of their row in a message. */
    String LABEL = "look at";

    /** Each as {@code Type.method}; of a constructor, {@code Type}. */
    String[] value();
}
