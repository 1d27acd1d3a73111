package dev.rudp.testkit.fuzz;

import java.util.Map;

/// The targets of one module. Public and with a public constructor without parameters: Jazzer's
/// process makes one by name.
public interface FuzzCatalog {
    /// {@return the targets by the name that `./rudp fuzz` takes}
    Map<String, FuzzTarget> targets();
}
