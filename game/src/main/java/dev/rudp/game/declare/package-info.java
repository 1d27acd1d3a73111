/// How content is declared, read and explained. A declaration is a record: its components are the
/// keys of a mapping in a YAML file, their annotations are ranges, references and texts. From that
/// one place come the reading with every mistake listed, the JSON Schemas for editors and the
/// reference in docs/content.md. Owner: whichever thread loads content; nothing here is on the tick
/// path. May depend on `map` for the unit of lengths.
@NullMarked
package dev.rudp.game.declare;

import org.jspecify.annotations.NullMarked;
