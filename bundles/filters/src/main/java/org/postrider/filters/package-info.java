/**
 * Runs the filters: finds them in the service registry, orders them, calls them within their deadlines, and turns their
 * verdicts, and their failures, into one result for each stage.
 *
 * <p>A stage runs on threads of this bundle, never on the caller's. One thread carries a stage from filter to filter;
 * one that does not come back within its filter's deadline is interrupted and left behind, and another goes on.
 */
package org.postrider.filters;
