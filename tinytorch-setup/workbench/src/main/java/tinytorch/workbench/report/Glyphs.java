package tinytorch.workbench.report;

import java.util.Locale;

/** Letters of 3 x 5 pixels, for the few words in a picture: a server may have no fonts. */
public final class Glyphs {
    public static final int WIDTH = 3;
    public static final int HEIGHT = 5;
    private static final String CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyz.-+/(),:;%=*_<>^#'|[]?!\"&~";
    /** Of each character its five rows from the top, one octal digit each: 4 is the left pixel, 1 the right one. */
    private static final String[] ROWS = {
        "75557", "26227", "71747", "71717", "55711", "74717", "74757", "71111", "75757", "75717",
        "25755", "65656", "34443", "65556", "74647", "74644", "34553", "55755", "72227", "11152", "55655", "44447", "57755", "65555",
        "25552", "65644", "25563", "65655", "34216",
        "72222", "55557", "55552", "55775", "55255", "55222", "71247",
        "00002", "00700", "02720", "11244", "24442", "21112", "00024", "02020", "02024", "51245", "07070", "05250", "00007",
        "12421", "42124", "25000", "57575", "22000", "22222", "64446", "31113", "71202", "22202", "55000", "25257", "00360"};

    private Glyphs() {
    }

    /** Whether a character's pixel is set; one that is not known has none. Capitals are drawn as small letters. */
    public static boolean pixel(char character, int x, int y) {
        int place = CHARACTERS.indexOf(String.valueOf(character).toLowerCase(Locale.ROOT));
        return place >= 0 && (ROWS[place].charAt(y) - '0' >> WIDTH - 1 - x & 1) == 1;
    }
}
