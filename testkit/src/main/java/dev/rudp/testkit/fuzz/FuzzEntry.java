package dev.rudp.testkit.fuzz;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where Jazzer enters; the names of both methods are Jazzer's.
public final class FuzzEntry {
    private static @Nullable FuzzTarget target;

    private FuzzEntry() {}

    /// @param arguments one: the class of the catalog, a comma, and the name of the target in it.
    ///   Jazzer starts itself again to minimise, and then a blank would end the argument
    public static void fuzzerInitialize(String[] arguments) throws ReflectiveOperationException {
        List<String> words = List.of(arguments[0].split(",", 2));
        FuzzCatalog catalog =
                Class.forName(words.getFirst())
                        .asSubclass(FuzzCatalog.class)
                        .getConstructor()
                        .newInstance();
        target = catalog.targets().get(words.getLast());
    }

    public static void fuzzerTestOneInput(byte[] input) {
        FuzzTarget chosen = target;
        if (chosen == null) {
            throw new IllegalStateException("no such target");
        }
        chosen.accept(input);
    }
}
