package dev.rudp.testkit.fuzz;

/// A promise about bytes that nobody has checked. Starts from the same state at every call and asks
/// neither the clock nor chance, so that an input fails always or never.
@FunctionalInterface
public interface FuzzTarget {
    /// Does what the input says.
    ///
    /// @throws AssertionError if the promise is broken; so does every other exception
    void accept(byte[] input);
}
