package tinytorch.nn.network;

import java.io.IOException;

/**
 * A {@code .safetensors} file that breaks a rule of the format. The message names the file, the entry of the header it is
 * about, and the rule. A file that can't be read at all (missing, no permission) is an ordinary {@link IOException}.
 */
public final class SafeTensorsException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String entry;
    private final String rule;

    SafeTensorsException(String file, String entry, String rule) {
        super(file + ": " + entry + ": " + rule + " Nothing was loaded.");
        this.file = file;
        this.entry = entry;
        this.rule = rule;
    }

    /** The file's name as it was given. */
    public String file() {
        return file;
    }

    /** What in the file is wrong: {@code the file}, {@code the header}, {@code __metadata__} or {@code tensor "0.weight"}. */
    public String entry() {
        return entry;
    }

    /** The rule that is broken, and how. */
    public String rule() {
        return rule;
    }
}
