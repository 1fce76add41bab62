/**
 * Commands of the program that need no routes.
 */
package io.github.iocenrichment.cli;
