/**
 * The clients of every outgoing call, made in one place: how long a call may take, how long an answer may be, and what is added to each request.
 */
@NullMarked
package io.github.iocenrichment.network;

import org.jspecify.annotations.NullMarked;
