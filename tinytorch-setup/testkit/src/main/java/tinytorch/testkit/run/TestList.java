package tinytorch.testkit.run;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Lists the tests of a folder of test classes with their tags, in a stable order, without running any. */
final class TestList {

    private TestList() {
    }

    static void write(Request request, EventWriter events) {
        TestPlan plan = LauncherFactory.create().discover(LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClasspathRoots(new LinkedHashSet<>(request.roots()))).build());
        TreeMap<String, TreeSet<String>> tags = new TreeMap<>();
        for (TestIdentifier root : plan.getRoots()) {
            for (TestIdentifier identifier : plan.getDescendants(root)) {
                boolean plainContainer = identifier.isContainer() && identifier.getSource().filter(ClassSource.class::isInstance).isPresent();
                if (!plainContainer) {
                    add(identifier, tags);
                }
            }
        }
        tags.forEach((test, names) -> events.listed(test, names));
        events.finished(tags.size(), 0);
    }

    /** Parameterised, dynamic and repeated tests have no fixed id: they are listed with the tag {@code not-plain}. */
    private static void add(TestIdentifier identifier, TreeMap<String, TreeSet<String>> tags) {
        String id = RunListener.id(identifier).orElse(identifier.getUniqueId());
        TreeSet<String> names = tags.computeIfAbsent(id, _ -> new TreeSet<>());
        Set<TestTag> own = identifier.getTags();
        own.forEach(tag -> names.add(tag.getName()));
        if (!identifier.isTest()) {
            names.add("not-plain");
        }
    }
}
