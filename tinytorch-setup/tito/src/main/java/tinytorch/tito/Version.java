package tinytorch.tito;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest, and the Java that runs it. */
final class Version implements IVersionProvider {

    static String number() {
        String version = Tito.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"tito " + number() + " (Java " + System.getProperty("java.version") + ")"};
    }
}
