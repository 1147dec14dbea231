package tinytorch.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.pitest.bytecode.analysis.ClassTree;
import org.pitest.mutationtest.build.InterceptorParameters;
import org.pitest.mutationtest.build.InterceptorType;
import org.pitest.mutationtest.build.MutationInterceptor;
import org.pitest.mutationtest.build.MutationInterceptorFactory;
import org.pitest.mutationtest.engine.Mutater;
import org.pitest.mutationtest.engine.MutationDetails;
import org.pitest.plugin.Feature;

/**
 * Found by PIT through {@code META-INF/services}: of all mutants it lets through those on lines that a learner writes, before any test runs on them. The lines are in the file that
 * the system property {@value #LINES} names, each as {@code tinytorch/tensor/Tensor.java:123}.
 */
public final class SolutionFilter implements MutationInterceptorFactory {
    static final String LINES = "tinytorch.mutation.lines";

    @Override
    public String description() {
        return "Only mutants on the lines that a learner writes";
    }

    @Override
    public Feature provides() {
        return Feature.named("SOLUTIONS").withOnByDefault(true).withDescription(description());
    }

    @Override
    public MutationInterceptor createInterceptor(InterceptorParameters parameters) {
        try {
            return new Interceptor(new HashSet<>(Files.readAllLines(Path.of(System.getProperty(LINES)))));
        } catch (IOException e) {
            throw new UncheckedIOException("the lines that learners write can't be read", e);
        }
    }

    /** Whether the file holds the line of this mutant. */
    static boolean holds(Set<String> lines, MutationDetails mutant) {
        String packageFolder = mutant.getClassName().getPackage().asInternalName();
        return lines.contains((packageFolder.isEmpty() ? "" : packageFolder + "/") + mutant.getFilename() + ":" + mutant.getLineNumber());
    }

    private record Interceptor(Set<String> lines) implements MutationInterceptor {
        @Override
        public InterceptorType type() {
            return InterceptorType.FILTER;
        }

        @Override
        public void begin(ClassTree type) {
            // a mutant is judged by its line alone
        }

        @Override
        public Collection<MutationDetails> intercept(Collection<MutationDetails> mutants, Mutater mutater) {
            return mutants.stream().filter(mutant -> holds(lines, mutant)).toList();
        }

        @Override
        public void end() {
            // nothing is kept from class to class
        }
    }
}
