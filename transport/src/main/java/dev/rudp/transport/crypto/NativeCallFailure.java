package dev.rudp.transport.crypto;

/// A native cipher that did what it must never do. Nothing from the wire can cause this: it is a
/// broken library or a bug here, and the process must not go on as if packets were sealed.
final class NativeCallFailure extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private NativeCallFailure(String message, Throwable cause) {
        super(message, cause);
    }

    private NativeCallFailure(String message) {
        super(message);
    }

    /// {@return the exception to throw for what a method handle threw; errors pass as they are}
    static NativeCallFailure of(String function, Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return new NativeCallFailure(function + " failed", thrown);
    }

    static NativeCallFailure of(String function, int result) {
        return new NativeCallFailure(function + " returned " + result);
    }
}
