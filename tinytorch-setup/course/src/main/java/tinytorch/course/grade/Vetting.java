package tinytorch.course.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Looks at compiled classes for {@link Power}s before any of them runs. A class may have those that the course's finished class of the same name has, and no others: there is no
 * security manager that would stop it later. Classes nested in a file count as one.
 */
final class Vetting {

    private Vetting() {
    }

    /** Sentences on what the classes in {@code classes} can do that those in {@code finished} can't, but for {@code allowed}; empty if nothing. */
    static List<String> problems(Path classes, Path finished, Set<Power> allowed) {
        Map<String, Map<Power, String>> own = powers(classes);
        Map<String, Map<Power, String>> course = powers(finished);
        List<String> problems = new ArrayList<>();
        own.forEach((type, powers) -> powers.forEach((power, example) -> {
            if (!allowed.contains(power) && !course.getOrDefault(type, Map.of()).containsKey(power)) {
                problems.add(type.replace('/', '.') + " " + power.does() + " (" + readable(example) + "), which the course's own code does not do there.");
            }
        }));
        return problems;
    }

    /** By the name of the outermost class, each power with the first name that shows it. */
    private static Map<String, Map<Power, String>> powers(Path folder) {
        Map<String, Map<Power, String>> powers = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return powers;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).sorted().toList()) {
                ClassModel model = ClassFile.of().parse(file);
                String name = model.thisClass().asInternalName();
                int nested = name.indexOf('$', name.lastIndexOf('/') + 2);
                find(model, powers.computeIfAbsent(nested < 0 ? name : name.substring(0, nested), _ -> new EnumMap<>(Power.class)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the classes in " + folder + " can't be read", e);
        }
        return powers;
    }

    private static void find(ClassModel model, Map<Power, String> found) {
        for (PoolEntry entry : model.constantPool()) {
            switch (entry) {
                case MemberRefEntry member -> note(member.owner().asInternalName() + "." + member.name().stringValue() + member.type().stringValue(), found);
                case ClassEntry type -> note(type.asInternalName(), found);
                default -> { }
            }
        }
        if (model.methods().stream().anyMatch(method -> method.flags().has(AccessFlag.NATIVE))) {
            found.put(Power.MACHINE, "native");
        }
    }

    private static void note(String name, Map<Power, String> found) {
        Power.of(name).ifPresent(power -> found.putIfAbsent(power, name));
    }

    private static String readable(String name) {
        int descriptor = name.indexOf('(');
        return (descriptor < 0 ? name : name.substring(0, descriptor)).replace('/', '.');
    }

    /** The powers of these names, as an option takes them. */
    static Set<Power> named(List<String> names) {
        Set<Power> powers = EnumSet.noneOf(Power.class);
        names.forEach(name -> powers.add(Power.valueOf(name.toUpperCase(Locale.ROOT))));
        return powers;
    }
}
