/** What all stages share: names of the stages, the log of an incident, failures in words. */
package io.github.iocenrichment.stage;
