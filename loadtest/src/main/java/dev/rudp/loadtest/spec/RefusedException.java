package dev.rudp.loadtest.spec;

/// Bytes that docs/protocol.md says must be refused; the message says which rule they break.
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String rule;

    public RefusedException(String rule) {
        super(rule);
        this.rule = rule;
    }

    /// {@return the rule that is broken}
    public String rule() {
        return rule;
    }

    static void unless(boolean holds, String rule) throws RefusedException {
        if (!holds) {
            throw new RefusedException(rule);
        }
    }
}
