package dev.rudp.engine.schema;

/// Who is told a field's value. Everybody else holds its initial value for ever.
public enum FieldVisibility {
    /// Whoever sees the entity.
    ALL,
    /// The player whose own entity it is.
    OWNER,
    /// Players whose own entity has the same number in the schema's team field, and the owner.
    TEAM
}
