package tinytorch.milestones.digit;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Digits in a terminal. A character is about twice as high as wide, so one character shows two pixels, one above the other: as half blocks in shades of grey,
 * as half blocks in black and white, or as one ASCII character of about their darkness.
 */
public enum DigitArt {
    /** Half blocks in 24 shades of grey: needs a terminal with 256 colours. */
    GREY {
        @Override
        void cell(StringBuilder line, float upper, float lower) {
            boolean plain = shade(upper) == shade(lower);
            line.append("\u001b[38;5;").append(shade(upper)).append(";48;5;").append(shade(lower)).append(plain ? "m " : "m\u2580");
        }

        @Override
        void end(StringBuilder line) {
            line.append("\u001b[0m");
        }

        @Override
        void pen(StringBuilder line, String sign) {
            line.append("\u001b[30;42m").append(sign).append("\u001b[0m");
        }
    },
    /** Half blocks: any Unicode terminal. */
    BLOCKS {
        @Override
        void cell(StringBuilder line, float upper, float lower) {
            boolean top = upper >= INKED;
            boolean bottom = lower >= INKED;
            line.append(top && bottom ? '\u2588' : top ? '\u2580' : bottom ? '\u2584' : ' ');
        }
    },
    /** Plain characters: works everywhere. */
    ASCII {
        @Override
        void cell(StringBuilder line, float upper, float lower) {
            float mean = (upper + lower) / 2;
            line.append(RAMP.charAt(Math.min((int) (mean * RAMP.length()), RAMP.length() - 1)));
        }
    };

    private static final String RAMP = " .:-=+*#%@";
    private static final float INKED = 0.4f;

    private static final String PEN_UP = "+";
    private static final String PEN_DOWN = "o";

    abstract void cell(StringBuilder line, float upper, float lower);

    void end(StringBuilder line) {
    }

    void pen(StringBuilder line, String sign) {
        line.append(sign);
    }

    private static int shade(float ink) {
        return 232 + Math.round(Math.clamp(ink, 0f, 1f) * 23);
    }

    /**
     * What this output can show. Colour as the conventions say: a terminal, {@code NO_COLOR} unset, {@code TERM} not {@code dumb}. Half blocks where the
     * encoding has them and the locale does not say that the terminal has another.
     *
     * @param env      the environment variables
     * @param terminal whether the output is a terminal
     * @param charset  the encoding of the output
     */
    public static DigitArt of(Map<String, String> env, boolean terminal, Charset charset) {
        String locale = env.getOrDefault("LC_ALL", "");
        locale = locale.isEmpty() ? env.getOrDefault("LC_CTYPE", "") : locale;
        locale = locale.isEmpty() ? env.getOrDefault("LANG", "") : locale;
        boolean utf8 = locale.isEmpty() || locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
        boolean dumb = "dumb".equals(env.get("TERM"));
        if (!utf8 || dumb || !charset.newEncoder().canEncode("\u2580\u2584\u2588")) {
            return ASCII;
        }
        return terminal && colours(env) ? GREY : BLOCKS;
    }

    /** Whether a terminal has 256 colours: all but the oldest kinds, and on Windows, where TERM is not set, the new one. */
    private static boolean colours(Map<String, String> env) {
        String kind = env.getOrDefault("TERM", "");
        boolean old = kind.isEmpty() || kind.equals("linux") || kind.startsWith("vt") || kind.startsWith("ansi");
        return env.getOrDefault("NO_COLOR", "").isEmpty() && (!old || env.containsKey("WT_SESSION"));
    }

    /** Part of a picture as lines of text, one for two rows of pixels; {@code margin} pixels are left out on every side. */
    public List<String> lines(Ink picture, int margin) {
        List<String> lines = new ArrayList<>();
        for (int y = margin; y < picture.height() - margin; y += 2) {
            StringBuilder line = new StringBuilder();
            for (int x = margin; x < picture.width() - margin; x++) {
                cell(line, picture.at(x, y), y + 1 < picture.height() ? picture.at(x, y + 1) : 0);
            }
            end(line);
            lines.add(line.toString());
        }
        return lines;
    }

    /**
     * A whole picture with a pen on it at pixel ({@code penX}, {@code penY}): {@code o} where it is down, {@code +} where it is up, in a colour of its own
     * where there is colour.
     */
    public List<String> lines(Ink picture, int penX, int penY, boolean down) {
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < picture.height(); y += 2) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < picture.width(); x++) {
                if (x == penX && y == penY / 2 * 2) {
                    pen(line, down ? PEN_DOWN : PEN_UP);
                } else {
                    cell(line, picture.at(x, y), picture.at(x, y + 1));
                }
            }
            end(line);
            lines.add(line.toString());
        }
        return lines;
    }

    /** Pictures of one size beside each other, {@code gap} columns apart, each with a caption under it that is cut to the picture's width. */
    public List<String> row(List<Ink> pictures, List<String> captions, int margin, int gap) {
        List<String> lines = new ArrayList<>();
        List<List<String>> columns = pictures.stream().map(picture -> lines(picture, margin)).toList();
        for (int i = 0; i < columns.getFirst().size(); i++) {
            int line = i;
            lines.add(String.join(" ".repeat(gap), columns.stream().map(column -> column.get(line)).toList()));
        }
        int width = pictures.getFirst().width() - 2 * margin;
        List<String> cut = captions.stream().map(caption -> ("%-" + width + "s").formatted(caption.substring(0, Math.min(width, caption.length())))).toList();
        lines.add(String.join(" ".repeat(gap), cut).stripTrailing());
        return lines;
    }
}
