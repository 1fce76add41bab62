/** Doing incidents again, and comparing what would be written with what was. */
package io.github.iocenrichment.replay;
