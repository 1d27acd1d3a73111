package dev.rudp.engine.frame;

import dev.rudp.engine.schema.ReplicatedSchema;

/// Where a game writes what it replicates, once per tick. A field that is not written keeps the
/// value of the tick before; a new entity begins with zeros. Values are clamped to their range.
/// Owner: the world thread, during [dev.rudp.engine.frame.FrameWriter]'s write.
public final class StateWriter {
    private final ReplicatedSchema schema;
    private final int stride;
    private int[] rows = new int[0];
    private byte[] scopes = new byte[0];
    private char[] owners = new char[0];

    StateWriter(ReplicatedSchema schema) {
        this.schema = schema;
        this.stride = Frame.strideOf(schema);
    }

    void target(Frame frame) {
        this.rows = frame.rows;
        this.scopes = frame.scope;
        this.owners = frame.owner;
    }

    /// Says whose business an entity is; a new one is for whoever is near. It stays said.
    ///
    /// @param owner the slot of the player to whom it belongs; read by scopes that have an owner
    @SuppressWarnings("EnumOrdinal") // never leaves the frames of this process
    public void scope(int slot, EntityScope scope, int owner) {
        scopes[slot] = (byte) scope.ordinal();
        owners[slot] = (char) owner;
    }

    /// Writes a value in units.
    public void set(int field, int slot, double value) {
        assert field >= 0 && field < schema.fieldCount() : "field=" + field;
        rows[slot * stride + field] = schema.quantise(field, value);
    }

    /// Writes a value in steps.
    public void setStep(int field, int slot, int step) {
        assert field >= 0 && field < schema.fieldCount() : "field=" + field;
        rows[slot * stride + field] = schema.clamp(field, step);
    }
}
