/** HTTP answers as they came, and what their headers mean. */
package io.github.iocenrichment.http;
