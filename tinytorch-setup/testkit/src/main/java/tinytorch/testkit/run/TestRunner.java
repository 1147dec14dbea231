package tinytorch.testkit.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The program that runs a learner's tests, in a JVM of its own. It runs exactly the methods it is asked for, in that order, and
 * reports each to a file; see {@link Request} and {@link EventWriter}. What the learner's code prints is never taken for a result. A
 * run without the event {@code finished} was ended from within ({@code System.exit}) or from outside.
 */
public final class TestRunner {

    private TestRunner() {
    }

    /** The request comes on standard input. With the argument {@code warm} it makes itself ready first, before there is a request. */
    public static void main(String[] args) throws IOException {
        // A killed tito must not leave a JVM behind that goes on computing.
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
        if (args.length > 0) {
            WarmUp.run();
        }
        Request request = Request.read(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        EventWriter events = new EventWriter(request.events(), request.key());
        if (request.roots().isEmpty()) {
            run(request, events);
        } else {
            TestList.write(request, events);
        }
        // Not exit(): threads and shutdown hooks of the learner's code must not keep the JVM.
        Runtime.getRuntime().halt(0);
    }

    private static void run(Request request, EventWriter events) throws IOException {
        RunListener listener = new RunListener(events, new Watchdog(events, Thread.currentThread(), request.seconds()));
        // What code under test offers as a service to JUnit is not wanted.
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder().enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false).enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false).build());
        ClassLoader tools = TestRunner.class.getClassLoader();
        for (Variant variant : request.variants()) {
            if (variant.name().isEmpty()) {
                run(variant.tests(), false, tools, launcher, listener, events);
                continue;
            }
            events.variant(variant.name(), false);
            listener.nextVariant();
            try (URLClassLoader loader = variant.loader(tools)) {
                Thread.currentThread().setContextClassLoader(loader);
                run(variant.tests(), request.failFast(), loader, launcher, listener, events);
            } finally {
                Thread.currentThread().setContextClassLoader(tools);
            }
            events.variant(variant.name(), true);
        }
        listener.finished();
    }

    private static void run(List<String> tests, boolean failFast, ClassLoader loader, Launcher launcher, RunListener listener, EventWriter events) {
        int failed = listener.failed();
        for (List<String> group : groups(tests)) {
            Optional<Throwable> thrown = Optional.empty();
            try {
                List<String> present = present(group, loader, events);
                if (!present.isEmpty()) {
                    launcher.execute(request(present, loader), listener);
                }
                group = present;
            } catch (Throwable t) {   // a class that can't be linked, no memory left: a failure of these tests, not of the runner
                thrown = Optional.of(t);
            }
            listener.groupEnded(group, thrown);
            if (failFast && listener.failed() > failed) {
                return;
            }
        }
    }

    private static LauncherDiscoveryRequest request(List<String> tests, ClassLoader loader) {
        List<DiscoverySelector> selectors = new ArrayList<>();
        for (String test : tests) {
            int hash = test.indexOf('#');
            selectors.add(DiscoverySelectors.selectMethod(loader, test.substring(0, hash), test.substring(hash + 1)));
        }
        return LauncherDiscoveryRequestBuilder.request().selectors(selectors).build();
    }

    /** Neighbours of the same class together: the order is the course's, and a class is set up once where it can be. */
    private static List<List<String>> groups(List<String> tests) {
        List<List<String>> groups = new ArrayList<>();
        String last = "";
        for (String test : tests) {
            String type = test.substring(0, test.indexOf('#'));
            if (!type.equals(last)) {
                groups.add(new ArrayList<>());
                last = type;
            }
            groups.getLast().add(test);
        }
        return groups;
    }

    /** The tests of this class that exist; the others are reported. A {@link LinkageError} goes to the caller. */
    private static List<String> present(List<String> group, ClassLoader loader, EventWriter events) {
        String type = group.getFirst().substring(0, group.getFirst().indexOf('#'));
        List<String> methods;
        try {
            methods = Arrays.stream(Class.forName(type, false, loader).getDeclaredMethods())
                    .map(method -> type + "#" + method.getName()).toList();
        } catch (ClassNotFoundException e) {
            group.forEach(test -> events.missing(test, "there is no class " + type));
            return List.of();
        }
        group.stream().filter(test -> !methods.contains(test)).forEach(test -> events.missing(test, "there is no such method"));
        return group.stream().filter(methods::contains).toList();
    }
}
