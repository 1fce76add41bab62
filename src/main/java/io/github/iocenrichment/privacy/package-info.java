/** What of a value may leave the network, and in which form: secrets and persons in URLs, services of which only the host is asked. Knows indicators only. */
@NullMarked
package io.github.iocenrichment.privacy;

import org.jspecify.annotations.NullMarked;
