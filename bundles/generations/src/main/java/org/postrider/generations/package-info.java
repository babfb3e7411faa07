/** Other versions of a bundle beside the one that is used: how one takes the place of another, and how the old one goes. */
package org.postrider.generations;
