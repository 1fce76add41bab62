/**
 * The status page and its data.
 */
package io.github.iocenrichment.web;
