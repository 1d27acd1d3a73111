package dev.rudp.server.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a record component a setting. Its key is the record's feature, a dot, and the component's
/// name in lower-dash form: `tickHz` of `world` is `world.tick-hz`.
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
@interface Setting {
    /// What it is for, as docs/configuration.md says it.
    String value();

    /// The least number; of a secret, the least length in bytes.
    long min() default Long.MIN_VALUE;

    /// The greatest number; of a secret, the greatest length in bytes.
    long max() default Long.MAX_VALUE;

    /// The default in words, where it is not the same on every machine.
    String byDefault() default "";
}
