package dev.rudp.engine.schema;

/// That one field is the change of another.
///
/// @param position the field that moves
/// @param velocity the field that says how fast
/// @param stepsPerSecond steps of the position per second and step of the velocity, 1..65,536
public record FieldMotionRule(int position, int velocity, int stepsPerSecond) {}
