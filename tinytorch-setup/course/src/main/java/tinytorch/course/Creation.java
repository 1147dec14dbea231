package tinytorch.course;

import java.util.List;

/**
 * What {@link Workspace#create} made.
 *
 * @param workspace the workspace, in its place
 * @param notices   sentences for the learner, such as that there is no {@code git} on this machine; usually empty
 */
public record Creation(Workspace workspace, List<String> notices) {

    public Creation {
        notices = List.copyOf(notices);
    }
}
