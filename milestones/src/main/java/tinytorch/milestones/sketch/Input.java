package tinytorch.milestones.sketch;

import java.util.ArrayList;
import java.util.List;

/** What a user does at a terminal. */
sealed interface Input {
    /** An arrow key. */
    record Arrow(int dx, int dy) implements Input { }

    /** Any other key; Enter is {@code '\r'}. */
    record Key(char key) implements Input { }

    /** The left button of the mouse is held, or was let go, at a cell counted from 0. */
    record Mouse(int column, int row, boolean held) implements Input { }

    /**
     * Turns the characters that a terminal sends into inputs. Arrow keys and the mouse send sequences that begin with Escape ("ECMA-48 control
     * sequences"); a sequence that means nothing here is swallowed whole, so that its letters are not taken for keys.
     */
    final class Parser {
        private static final char ESCAPE = 0x1b;
        private final StringBuilder pending = new StringBuilder();

        /** The inputs that are complete with this character. */
        List<Input> accept(char c) {
            List<Input> inputs = new ArrayList<>();
            if (pending.isEmpty()) {
                if (c == ESCAPE) {
                    pending.append(c);
                } else {
                    inputs.add(new Key(c == '\n' ? '\r' : c));
                }
                return inputs;
            }
            if (pending.length() == 1 && c != '[' && c != 'O') { // Escape alone, then another key
                pending.setLength(0);
                return accept(c);
            }
            pending.append(c);
            boolean complete = pending.length() > 2 && c >= '@' && c <= '~';
            if (complete) {
                Input input = sequence(pending.substring(2));
                pending.setLength(0);
                if (input != null) {
                    inputs.add(input);
                }
            }
            return inputs;
        }

        private static Input sequence(String body) {
            char last = body.charAt(body.length() - 1);
            if (body.startsWith("<") && (last == 'M' || last == 'm')) {
                return mouse(body.substring(1, body.length() - 1).split(";"), last == 'M');
            }
            return switch (last) {
                case 'A' -> new Arrow(0, -1);
                case 'B' -> new Arrow(0, 1);
                case 'C' -> new Arrow(1, 0);
                case 'D' -> new Arrow(-1, 0);
                default -> null;
            };
        }

        /** SGR mouse report (xterm, mode 1006): button, column, row, the latter two counted from 1. Button 0 is the left one, 32 is added while it is dragged. */
        private static Input mouse(String[] numbers, boolean pressed) {
            if (numbers.length != 3) {
                return null;
            }
            try {
                int button = Integer.parseInt(numbers[0]);
                return button == 0 || button == 32 ? new Mouse(Integer.parseInt(numbers[1]) - 1, Integer.parseInt(numbers[2]) - 1, pressed) : null;
            } catch (NumberFormatException e) {
                return null; // no terminal sends this; whoever typed it meant nothing
            }
        }
    }
}
