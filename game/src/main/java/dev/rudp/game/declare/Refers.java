package dev.rudp.game.declare;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The value is a name of that section of the pack; the component holds its number.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Refers {
    /// What a reference that was left out holds.
    int NOBODY = -1;

    /// {@return the section, such as `skills`}
    String value();
}
