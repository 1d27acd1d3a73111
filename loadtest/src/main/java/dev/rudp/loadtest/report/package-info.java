/// A load test's outcome for people and programs: a table, JSON, and one HTML file that needs
/// nothing else (charts are inline SVG that we draw; no script, no network). Pure functions from a
/// [dev.rudp.loadtest.report.Report] to text. May depend on `measure`, HdrHistogram and Jackson.
@NullMarked
package dev.rudp.loadtest.report;

import org.jspecify.annotations.NullMarked;
