package tinytorch.course;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** The rules for what the manifest and the poms name: it must exist, and a workspace's poms must name nothing that was cut. */
final class ReactorRules {
    private static final String MANIFEST = "tinytorch-setup/course/manifest/course.json";

    private ReactorRules() {
    }

    static List<Problem> check(Course course, SortedMap<String, CourseSources.SourceFile> files) {
        List<Problem> problems = new ArrayList<>();
        for (CourseModule module : course.builtModules()) {
            course.modules().stream().takeWhile(before -> !before.id().equals(module.id())).filter(before -> !before.built())
                    .forEach(before -> problems.add(new Problem(MANIFEST, 1, "module " + module.name() + " has a task file, but module "
                            + before.name() + " before it has none.")));
            if (!files.containsKey(module.path() + "/pom.xml")) {
                problems.add(new Problem(MANIFEST, 1, "module " + module.name() + " has tasks, but " + module.path() + "/pom.xml is missing."));
            }
            if (!files.containsKey(module.path() + "/README.md")) {
                problems.add(new Problem(MANIFEST, 1, "module " + module.name() + " has tasks, but no lesson " + module.path() + "/README.md."));
            }
            module.lab().filter(lab -> !files.containsKey(module.path() + "/src/main/java/" + lab.replace('.', '/') + ".java"))
                    .ifPresent(lab -> problems.add(new Problem(MANIFEST, 1, "the lab " + lab + " of module " + module.name() + " has no source.")));
        }
        for (CourseSources.SourceFile file : files.values()) {
            if (file.path().endsWith("pom.xml")) {
                checkPom(file, files, problems);
            }
        }
        return problems;
    }

    private static void checkPom(CourseSources.SourceFile pom, SortedMap<String, CourseSources.SourceFile> files, List<Problem> problems) {
        String folder = pom.path().substring(0, pom.path().length() - "pom.xml".length());
        try {
            DocumentBuilder parser = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder();
            // The parser's own handler prints every error before it throws it.
            parser.setErrorHandler(new DefaultHandler());
            NodeList modules = parser.parse(new ByteArrayInputStream(pom.content())).getElementsByTagName("module");
            for (int i = 0; i < modules.getLength(); i++) {
                String module = modules.item(i).getTextContent().strip();
                if (!files.containsKey(folder + module + "/pom.xml")) {
                    problems.add(new Problem(pom.path(), 1, "its module '" + module + "' is not part of a workspace; put it between"
                            + " '<!-- tito:distribution-only: why -->' and '<!-- tito:distribution-only end -->'."));
                }
            }
        } catch (SAXException e) {
            problems.add(new Problem(pom.path(), 1, "without its distribution-only parts this pom is not valid XML: " + e.getMessage()));
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException("reading " + pom.path() + " from memory", e);
        }
    }
}
