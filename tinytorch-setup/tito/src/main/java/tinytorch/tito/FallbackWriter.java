package tinytorch.tito;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/** Writes a plain substitute for each character that the console's charset does not have, such as a tick on cp1252. */
final class FallbackWriter extends FilterWriter {
    private final CharsetEncoder encoder;

    FallbackWriter(Writer out, Charset charset) {
        super(out);
        encoder = charset.newEncoder();
    }

    @Override
    public void write(int c) throws IOException {
        if (c < 128 || Character.isSurrogate((char) c) || encoder.canEncode((char) c)) {
            super.write(c);
        } else {
            out.write(substitute((char) c));
        }
    }

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(buffer[i]);
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(text.charAt(i));
        }
    }

    private static String substitute(char c) {
        return switch (c) {
            case '✓' -> "+";
            case '✗' -> "x";
            case '●' -> "*";
            case '○' -> "o";
            case '·', '•' -> ".";
            case '→' -> "->";
            case '▸', '»' -> ">";
            case '…' -> "...";
            case '–', '—', '−' -> "-";
            case '×' -> "x";
            case '≤' -> "<=";
            case '≥' -> ">=";
            case '≈' -> "~";
            case '±' -> "+-";
            case '‘', '’' -> "'";
            case '“', '”' -> "\"";
            case '█', '▓' -> "#";
            case '░', '▒' -> ".";
            case '─', '━' -> "-";
            case '│' -> "|";
            default -> "?";
        };
    }
}
