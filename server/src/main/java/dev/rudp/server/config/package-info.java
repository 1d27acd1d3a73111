/// What an operator may set: one immutable record per feature, read from defaults, a YAML file, the
/// environment and flags, in this order. Everything that is wrong is reported at once, each with
/// where it stands, what was found and what was expected. Cold: used once, at the start, by the
/// main thread. Depends on Jackson for YAML and on nothing else of the server.
@NullMarked
package dev.rudp.server.config;

import org.jspecify.annotations.NullMarked;
