package dev.rudp.game.declare;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The value of a key that was left out, written as in a file. `none` leaves a reference at
/// [Refers#NOBODY] and a mapping null.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Otherwise {
    String NONE = "none";

    String value();
}
