/** The newest traces, in memory. */
package org.postrider.traces;
