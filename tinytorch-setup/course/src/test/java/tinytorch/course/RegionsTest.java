package tinytorch.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

class RegionsTest {
    private static final String GOOD = """
            class A {
                int twice(int n) {
                    // tito:begin a.twice
                    return n + n;
                    // tito:end
                }
            }
            """;

    @Test
    void aRegionIsWhatLiesBetweenItsMarkers() {
        Region region = Regions.of("A.java", GOOD).getFirst();
        assertThat(region.task()).isEqualTo("a.twice");
        assertThat(region.line()).isEqualTo(3);
        assertThat(region.body(GOOD)).isEqualTo("        return n + n;\n");
        assertThat(Regions.replace(GOOD, List.of(region), Regions::stub)).isEqualTo(GOOD.replace("return n + n;",
                "throw new tinytorch.workbench.TodoException(\"a.twice\");"));
    }

    @Test
    void constructorsCompactConstructorsAndMethodsOfInnerTypesHaveRegions() {
        assertThat(Regions.of("A.java", """
                record A(int n) {
                    A {
                        // tito:begin a.one
                        java.util.Objects.checkIndex(n, 5);
                        // tito:end
                    }
                    static class B {
                        B() {
                            int given = 1;
                            // tito:begin a.two
                            int i = given;
                            // tito:end
                        }
                    }
                    enum C {
                        D {
                            @Override int value() {
                                // tito:begin a.three
                                return 1;
                                // tito:end
                            }
                        };
                        abstract int value();
                    }
                }
                """)).extracting(Region::task).containsExactly("a.one", "a.two", "a.three");
    }

    @Test
    void markerTextInAStringIsNotAMarker() {
        assertThat(Regions.of("A.java", """
                class A {
                    String s = "// tito:begin a.b", t = "http://x" /* between */ + "// tito:end" + "//tito";
                    char quote = '"';
                    String block = \"""
                        // tito:begin a.b
                        // tito:end
                        \""";
                }
                """)).isEmpty();
    }

    @Test
    void aCommentBetweenJoinedStringsIsStillAComment() {
        refused("""
                class A {
                    String s = "a"
                        // tito: begin a.b
                        + "b";
                }
                """, "A.java:3: '// tito: begin a.b' looks like a marker and is none");
    }

    @Test
    void misspeltMarkersAreRefused() {
        for (String marker : List.of("//tito:begin a.b", "// tito:beginn a.b", "// Tito:begin a.b", "// tito:begin A.b", "// tito:begin a.b extra",
                "// tito:begin", "// tito:begin ab", "// tito begin a.b", "// tito-begin a.b", "/* tito:begin a.b */", "// x tito:begin a.b",
                "// tito:begin  a.b", "// tito:todo")) {
            refused("class A {\n    void a() {\n        " + marker + "\n        a();\n    }\n}\n", "A.java:3: '" + marker + "' looks like a marker");
        }
        for (String marker : List.of("// tito:End", "// tito:end a.b", "//tito:end", "// tito end", "/** tito:end */")) {
            refused("class A {\n    void a() {\n        a();\n        " + marker + "\n    }\n}\n", "A.java:4: '" + marker + "' looks like a marker");
        }
    }

    @Test
    void anOrdinaryMentionOfTitoIsNoMarker() {
        assertThat(Regions.of("A.java", "/** Run {@code tito test 02}, then tito ends. */\nclass A {\n}\n")).isEmpty();
    }

    @Test
    void aMarkerBehindCodeIsRefused() {
        refused("class A {\n    void a() { // tito:begin a.b\n        a();\n        // tito:end\n    }\n}\n", "A.java:2: a marker stands alone on its line");
    }

    @Test
    void nestedRegionsAreRefused() {
        refused(GOOD.replace("        return n + n;\n", "        // tito:begin a.c\n        return n + n;\n"),
                "A.java:4: a region begins inside the region of 'a.twice' (line 3)");
    }

    @Test
    void aBeginWithoutEndIsRefused() {
        refused(GOOD.replace("        // tito:end\n", ""), "A.java:3: the region of 'a.twice' is not ended");
    }

    @Test
    void anEndWithoutBeginIsRefused() {
        refused(GOOD.replace("        // tito:begin a.twice\n", ""), "A.java:4: this '// tito:end' has no");
    }

    @Test
    void aRegionThatStopsBeforeTheEndOfTheBodyIsRefused() {
        refused(GOOD.replace("return n + n;\n        // tito:end", "n = n + n;\n        // tito:end\n        return n;"),
                "A.java:5: the region of 'a.twice' must run to the end of the method's body");
    }

    @Test
    void aRegionInANestedBlockIsRefused() {
        refused("class A {\n    void a() {\n        if (true) {\n            // tito:begin a.b\n            a();\n            // tito:end\n        }\n    }\n}\n",
                "A.java:4: a region lies in the outermost block");
    }

    @Test
    void aRegionThatEndsInsideAStatementIsRefused() {
        refused("class A {\n    void a() {\n        // tito:begin a.b\n        if (true) {\n            a();\n            // tito:end\n        }\n    }\n}\n",
                "A.java:6: the region of 'a.b' ends inside another statement");
    }

    @Test
    void aRegionOverTwoMethodsIsRefused() {
        refused("class A {\n    void a() {\n        // tito:begin a.b\n        a();\n    }\n    void b() {\n        // tito:end\n    }\n}\n",
                "A.java:3: the region of 'a.b' leaves the method");
    }

    @Test
    void aRegionInALambdaIsRefused() {
        refused("class A {\n    Runnable a = () -> {\n        // tito:begin a.b\n        a();\n        // tito:end\n    };\n}\n",
                "A.java:3: a region must not lie in a lambda");
    }

    @Test
    void aRegionInAnInitialiserIsRefused() {
        for (String initialiser : List.of("static {", "{")) {
            refused("class A {\n    " + initialiser + "\n        // tito:begin a.b\n        a();\n        // tito:end\n    }\n}\n",
                    "A.java:3: a region must not lie in an initialiser");
        }
    }

    @Test
    void aRegionInAClassBodyIsRefused() {
        refused("class A {\n    // tito:begin a.b\n    void a() { }\n    // tito:end\n}\n", "A.java:2: a region must not lie in the body of a class");
    }

    @Test
    void aRegionOutsideOfEveryClassIsRefused() {
        refused("// tito:begin a.b\nclass A {\n}\n// tito:end\n", "A.java:1: ", "outside of every class");
    }

    @Test
    void anEmptyRegionIsRefused() {
        refused("class A {\n    void a() {\n        // tito:begin a.b\n        // tito:end\n    }\n}\n", "A.java:3: the region of 'a.b' is empty");
    }

    @Test
    void aFileThatDoesNotParseIsRefusedWithTheCompilersLine() {
        refused("class A {\n    void a() {\n        int = 3;\n    }\n}\n", "A.java:3: ");
    }

    @Test
    void aLearnersFileNeedNotCompileToShowItsRegions() {
        String broken = GOOD.replace("return n + n;", "return \"n + ;\n   if (");
        assertThat(Regions.ofLearner(broken)).extracting(Region::task).containsExactly("a.twice");
        assertThat(Regions.frame(broken)).isEqualTo(Regions.frame(GOOD)).isEqualTo(Regions.frame(GOOD.replace("\n", "\r\n")));
    }

    @Test
    void aLearnersMarkerWithoutPartnerIsPassedOver() {
        assertThat(Regions.ofLearner("// tito:begin a.b\n// tito:begin a.c\nx\n// tito:end\n// tito:end\n")).extracting(Region::task).containsExactly("a.c");
    }

    private static void refused(String text, String... parts) {
        assertThatThrownBy(() -> Regions.of("A.java", text)).as(text).isInstanceOf(CourseException.class).hasMessageContainingAll(parts);
    }
}
