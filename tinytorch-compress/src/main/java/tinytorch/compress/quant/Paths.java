package tinytorch.compress.quant;

/** Paths of layers, as {@link tinytorch.nn.Layer#parameters} makes them. */
final class Paths {
    private Paths() {
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
