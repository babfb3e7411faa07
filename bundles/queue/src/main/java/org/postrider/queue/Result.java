package org.postrider.queue;

import java.util.Map;
import java.util.Optional;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.message.Address;

/**
 * What came of one try to deliver to the recipients of one route.
 *
 * @param outcomes by recipient; empty if there is no transport for the route, and the recipients wait for one
 * @param reached whether the destination answered at all
 */
record Result(Optional<Map<Address, Outcome>> outcomes, boolean reached) {
    static final Result NO_TRANSPORT = new Result(Optional.empty(), true);
}
