package tinytorch.course.grade;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import tinytorch.course.CourseModule;

/** The table of a class, as CSV (RFC 4180): a student a line, the points of each module, and what an instructor should look at. */
final class GradeTable {

    private GradeTable() {
    }

    static String csv(List<CourseModule> modules, List<StudentReport> reports) {
        StringBuilder csv = new StringBuilder("student,points,maximum");
        modules.forEach(module -> csv.append(',').append(module.name()));
        csv.append(",note\n");
        for (StudentReport report : reports) {
            List<String> row = new ArrayList<>(List.of(report.student(), number(report.points()), Integer.toString(report.maximum())));
            Map<String, ModuleReport> byNumber = new TreeMap<>();
            report.modules().forEach(module -> byNumber.put(module.module(), module));
            modules.forEach(module -> row.add(number(byNumber.get(module.number()).points())));
            row.add(note(report));
            csv.append(row.stream().map(GradeTable::cell).collect(Collectors.joining(","))).append('\n');
        }
        return csv.toString();
    }

    /** What is not an ordinary grade: of the modules only the first of a kind, because it stops those after it. */
    static String note(StudentReport report) {
        List<String> notes = new ArrayList<>();
        if (!report.note().isEmpty()) {
            notes.add(report.note());
        }
        for (ModuleReport.Outcome outcome : List.of(ModuleReport.Outcome.REFUSED, ModuleReport.Outcome.INVALID, ModuleReport.Outcome.COMPILE_ERROR)) {
            report.modules().stream().filter(module -> module.outcome() == outcome).findFirst().ifPresent(module -> notes.add(
                    outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " in " + module.module() + ": " + module.detail()));
        }
        if (report.modules().stream().flatMap(module -> module.tasks().stream()).anyMatch(TaskReport::assisted)) {
            notes.add("assisted");
        }
        return String.join(" | ", notes).replaceAll("\\s*\\R\\s*", " ");   // a compiler says it in several lines
    }

    private static String number(double points) {
        return BigDecimal.valueOf(points).stripTrailingZeros().toPlainString();
    }

    /** A cell that begins like a formula would be one in a spreadsheet: names are chosen by students. */
    private static String cell(String text) {
        String plain = text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        return plain.matches("(?s).*[\",\n\r].*") ? "\"" + plain.replace("\"", "\"\"") + "\"" : plain;
    }
}
