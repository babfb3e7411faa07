/**
 * Asks milters, programs that speak the milter protocol of Sendmail, what they say of a message: each configured one is a
 * filter. One SMTP session is one conversation with a milter, which is told what it has not been told yet at each stage that
 * it takes part in.
 */
package org.postrider.filter.milter;
