package tinytorch.course.grade;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a task rarely needs and a cheat does: kinds of methods and classes of the JDK and of the test tools. */
enum Power {
    FILES("reads or writes files", "java/io/(File|RandomAccess).*|java/nio/file/.*|java/nio/channels/.*File.*|java/util/(zip/Zip|jar/Jar)File.*|java/util/logging/.*"
            + "|java/lang/Class(Loader)?\\.getR.*|java/(io/Print\\w+|util/Formatter)\\.<init>\\(Ljava/lang/String;.*|javax/.*"),
    NETWORK("uses the network", "java/net/.*|java/nio/channels/.*Socket.*|java/rmi/.*|com/sun/net/.*"),
    PROCESSES("starts or ends processes", "java/lang/Process.*|java/lang/Runtime\\.(exec|load|addShutdown).*"),
    REFLECTION("reaches into classes", "java/lang/reflect/.*|java/lang/Class\\.(forName|get(Declared|Method|Field|Constructor|Nest|Module|Class|Protection)).*"
            + "|java/lang/ClassLoader.*|java/lang/Module.*|java/lang/StackWalker.*|java/lang/Thread\\.(getAll|getContext|setContext|getStack).*"
            + "|java/lang/ThreadGroup.*|java/lang/invoke/MethodHandles?\\..*|java/lang/invoke/MethodHandles\\$Lookup\\..*|java/lang/classfile/.*|java/util/ServiceLoader.*|java/beans/.*"),
    MACHINE("goes round the language", "sun/.*|jdk/internal/.*|com/sun/.*|java/lang/foreign/.*|java/lang/management/.*|java/lang/instrument/.*|java/lang/System\\.(load|set).*|native"),
    JUDGE("uses the test tools", "org/junit/.*|org/opentest4j/.*|org/assertj/.*|org/apiguardian/.*|net/bytebuddy/.*|tinytorch/testkit/.*");

    private final String does;
    private final Pattern names;

    Power(String does, String names) {
        this.does = does;
        this.names = Pattern.compile(names);
    }

    /** What a class with this power does, such as {@code reads or writes files}. */
    String does() {
        return does;
    }

    /** The power behind a class, {@code java/io/File}, or a member, {@code java/lang/Runtime.exec(Ljava/lang/String;)...}, if there is one. */
    static Optional<Power> of(String name) {
        for (Power power : values()) {
            if (power.names.matcher(name).matches()) {
                return Optional.of(power);
            }
        }
        return Optional.empty();
    }
}
