/**
 * Golden transcripts of SMTP sessions, which a postmaster can read, and what plays them against anything that speaks
 * SMTP: the protocol machine in memory, the session engine on a socket, an installed server.
 *
 * <p>A transcript is a text file in UTF-8. Its first lines begin with {@code #} and say what it shows. Then:
 *
 * <pre>
 * C: text       the client sends this and CRLF
 * C~ text       the client sends this without CRLF
 * C*50: text    the client sends this and CRLF, so many times
 * S: pattern    the server sends a line of which this is the pattern; * stands for anything
 * S*50: pattern so many such lines
 * S+ 250        the server sends a whole reply with this code, of however many lines
 * S+ 250 A|B    the same, and for each of these patterns one of its lines matches
 * S!            the server has nothing more to say and closes the connection
 * </pre>
 *
 * In what the client sends {@code \r}, {@code \n}, {@code \0}, {@code \\} and {@code \xNN} are escapes. What the client
 * sends up to the next expectation goes out in one piece, as a pipelining client sends it. At the end the server must
 * not have sent a line that was not expected.
 *
 * <p>The transcripts want a server with the domain {@code localhost} and the account {@code postmaster@localhost}, the
 * default limits, and a client that may not relay: the listener's list of relay networks is empty.
 */
@Export
@Version("1.0.0")
package org.postrider.testing.smtp;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
