/// What is replicated: the fields of an entity, their quantisation, and a hash by which server and
/// client find out that they mean the same. Immutable; no owner thread; depends on nothing.
@NullMarked
package dev.rudp.engine.schema;

import org.jspecify.annotations.NullMarked;
