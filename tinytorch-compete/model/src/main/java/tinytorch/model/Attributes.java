package tinytorch.model;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The attributes that a node is given, each asked for by its name. What was not asked for in the end is refused. */
final class Attributes {
    private static final double EPSILON = 1e-5;

    private final String node;
    private final Map<String, Object> given;
    private final Set<String> asked = new HashSet<>();

    Attributes(String node, Map<String, Object> given) {
        this.node = node;
        this.given = given;
    }

    /** A whole number between two others; {@code usual} if it is not given. */
    int whole(String name, int usual, int least, int most) throws Rejected {
        double number = number(name, usual, least, most);
        if (number != (int) number) {
            throw refuse(name, "a whole number from " + least + " to " + most);
        }
        return (int) number;
    }

    /** A number between two others. */
    double number(String name, double usual, double least, double most) throws Rejected {
        asked.add(name);
        Object value = given.get(name);
        if (value == null) {
            return usual;
        }
        if (value instanceof Double number && number >= least && number <= most) {
            return number;
        }
        throw refuse(name, "a number from " + least + " to " + most);
    }

    /** {@code eps} of a norm. */
    double epsilon() throws Rejected {
        return number("eps", EPSILON, 1e-12, 1);
    }

    /** Yes or no. */
    boolean flag(String name, boolean usual) throws Rejected {
        asked.add(name);
        Object value = given.getOrDefault(name, usual);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw refuse(name, "true or false");
    }

    /** One of some words, the first if it is not given. */
    String word(String name, String... words) throws Rejected {
        asked.add(name);
        Object value = given.getOrDefault(name, words[0]);
        for (String word : words) {
            if (word.equals(value)) {
                return word;
            }
        }
        throw refuse(name, "one of " + String.join(", ", words));
    }

    /** Nothing may be left. */
    void finish() throws Rejected {
        for (String name : given.keySet()) {
            if (!asked.contains(name)) {
                throw new Rejected(Reason.UNKNOWN_ATTRIBUTE, "node \"" + node + "\": its operation has no attribute \"" + name + "\". Leave it out.");
            }
        }
    }

    private Rejected refuse(String name, String wanted) {
        return new Rejected(Reason.UNKNOWN_ATTRIBUTE, "node \"" + node + "\": the attribute \"" + name + "\" must be " + wanted + ".");
    }
}
