package dev.rudp.game.declare;

/// Thrown by a declaration's constructor when values that are right one by one do not fit together.
/// The [Binder] turns it into a problem; it is never seen outside.
public final class UnfitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String found;
    private final String expected;

    public UnfitException(String key, String found, String expected) {
        super(key + ": found " + found + ", expected " + expected, null, false, false);
        this.key = key;
        this.found = found;
        this.expected = expected;
    }

    String key() {
        return key;
    }

    String found() {
        return found;
    }

    String expected() {
        return expected;
    }
}
