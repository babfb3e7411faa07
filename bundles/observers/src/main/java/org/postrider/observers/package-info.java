/** Tells observers of events, each in its own time. */
package org.postrider.observers;
