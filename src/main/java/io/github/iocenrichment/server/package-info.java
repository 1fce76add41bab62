/**
 * The HTTP server of status page, health and metrics: limits, access and the headers of every answer, before anything is routed. Camel's routes stand
 * behind it. May know web (who may call), settings and Camel.
 */
@NullMarked
package io.github.iocenrichment.server;

import org.jspecify.annotations.NullMarked;
