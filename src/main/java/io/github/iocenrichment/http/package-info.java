/** HTTP answers as they came, and what their headers mean. */
@NullMarked
package io.github.iocenrichment.http;

import org.jspecify.annotations.NullMarked;
