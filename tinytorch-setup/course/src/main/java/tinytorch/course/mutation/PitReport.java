package tinytorch.course.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import tinytorch.course.CourseException;
import tinytorch.course.TaskLines;

/** Reads what PIT found, its {@code mutations.xml}. */
final class PitReport {
    /** A mutant that the JVM refuses to load says nothing about tests. */
    private static final String NOT_LOADED = "NON_VIABLE";

    private PitReport() {
    }

    /**
     * The mutants in regions, in the order of files and lines.
     *
     * @throws CourseException if the file is not such a report
     */
    static List<Mutation> read(Path xml, Path sourceRoot) {
        List<Mutation> mutations = new ArrayList<>();
        try (InputStream stream = Files.newInputStream(xml)) {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            XMLStreamReader reader = factory.createXMLStreamReader(stream);
            TaskLines tasks = new TaskLines();
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("mutation")) {
                    String status = reader.getAttributeValue(null, "status");
                    Mutation mutation = mutation(status, fields(reader), sourceRoot, tasks);
                    if (!status.equals(NOT_LOADED) && !mutation.task().isEmpty()) {
                        mutations.add(mutation);
                    }
                }
            }
        } catch (XMLStreamException | IllegalArgumentException e) {
            throw new CourseException(xml + " is not a report of PIT's that this version of the course can read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(xml + " can't be read", e);
        }
        mutations.sort(Comparator.comparing(Mutation::file).thenComparingInt(Mutation::line));
        return List.copyOf(mutations);
    }

    /** The texts of the elements inside the one that the reader is at. */
    private static Map<String, String> fields(XMLStreamReader reader) throws XMLStreamException {
        Map<String, String> fields = new HashMap<>();
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                text.setLength(0);
            } else if (event == XMLStreamConstants.CHARACTERS) {
                text.append(reader.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (reader.getLocalName().equals("mutation")) {
                    return fields;
                }
                fields.put(reader.getLocalName(), text.toString());
            }
        }
        throw new XMLStreamException("it ends in the middle of a mutation");
    }

    private static Mutation mutation(String status, Map<String, String> fields, Path sourceRoot, TaskLines tasks) throws IOException {
        String type = field(fields, "mutatedClass");
        Path folder = sourceRoot.resolve(type.substring(0, Math.max(0, type.lastIndexOf('.'))).replace('.', '/'));
        Path file = folder.resolve(field(fields, "sourceFile"));
        int line = Integer.parseInt(field(fields, "lineNumber"));
        String mutator = field(fields, "mutator");
        Mutation.Status known = status.equals(NOT_LOADED) ? Mutation.Status.RUN_ERROR : Mutation.Status.valueOf(status);
        return new Mutation(tasks.task(file, line), file, line, Files.readAllLines(file).get(line - 1).strip(), mutator.substring(mutator.lastIndexOf('.') + 1),
                field(fields, "description"), known);
    }

    private static String field(Map<String, String> fields, String name) {
        String text = fields.get(name);
        if (text == null) {
            throw new IllegalArgumentException("a mutation has no " + name);
        }
        return text;
    }
}
