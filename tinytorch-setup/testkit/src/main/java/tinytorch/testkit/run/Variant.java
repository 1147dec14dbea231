package tinytorch.testkit.run;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * Tests to run on a class path of their own. The course's verification runs the tests on many versions of the learner's code, one
 * after the other in one JVM: each version is a variant.
 *
 * @param name      repeated in the events; empty for the tests that run on the JVM's own class path
 * @param classPath the learner's and the tests' classes; the test tools come from the JVM's class path
 * @param tests     {@code class#method}, in the order to run
 */
record Variant(String name, List<Path> classPath, List<String> tests) {

    /** A loader for this class path. */
    URLClassLoader loader(ClassLoader tools) {
        URL[] urls = new URL[classPath.size()];
        for (int i = 0; i < urls.length; i++) {
            try {
                urls[i] = classPath.get(i).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException("no class path: " + classPath.get(i), e);
            }
        }
        return new URLClassLoader(urls, tools);
    }
}
