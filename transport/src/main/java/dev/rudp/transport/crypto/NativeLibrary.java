package dev.rudp.transport.crypto;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A C library that may or may not be installed, looked up by the names it has on each platform.
/// Absence is an ordinary answer, never an error: the JDK's cipher is always there.
@SuppressWarnings("restricted")
final class NativeLibrary {
    private final String file;
    private final SymbolLookup symbols;

    private NativeLibrary(String file, SymbolLookup symbols) {
        this.file = file;
        this.symbols = symbols;
    }

    /// The file names to try, in order, on each platform.
    record Names(List<String> linux, List<String> macOs, List<String> windows) {
        private List<String> here() {
            String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
            if (os.contains("mac")) {
                return macOs;
            }
            return os.contains("win") ? windows : linux;
        }
    }

    /// {@return the first of the named libraries that loads and has all of `functions`}
    static Optional<NativeLibrary> find(Names names, List<String> functions) {
        for (String file : names.here()) {
            Optional<NativeLibrary> library = open(file);
            if (library.isPresent() && library.get().hasAll(functions)) {
                return library;
            }
        }
        return Optional.empty();
    }

    private static Optional<NativeLibrary> open(String file) {
        try {
            SymbolLookup symbols = SymbolLookup.libraryLookup(file, Arena.global());
            return Optional.of(new NativeLibrary(file, symbols));
        } catch (IllegalArgumentException | IllegalCallerException notHere) {
            // Not installed, or native access was denied to us on the command line.
            return Optional.empty();
        }
    }

    private boolean hasAll(List<String> functions) {
        return functions.stream().allMatch(name -> symbols.find(name).isPresent());
    }

    /// {@return a handle for calls made once per key or per process; they may lock or allocate}
    MethodHandle ordinary(String function, FunctionDescriptor type) {
        return bind(function, type);
    }

    /// {@return a handle for calls made once per packet, which takes heap arrays as they are}
    ///
    /// A critical call neither leaves the Java thread state nor copies: while it runs, no safepoint
    /// can be reached, so the garbage collector moves nothing, and the C code may work on the Java
    /// array itself. That is safe only for functions that return soon, never block, take no lock
    /// and never call back into Java. Ciphering one datagram is all of that: one or two
    /// microseconds of arithmetic, which is how long a safepoint may have to wait for us.
    MethodHandle critical(String function, FunctionDescriptor type) {
        return bind(function, type, Linker.Option.critical(true));
    }

    private MethodHandle bind(String function, FunctionDescriptor type, Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(function), type, options);
    }

    @Override
    public String toString() {
        return file;
    }
}
