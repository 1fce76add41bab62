/** Files and folders that belong to the owner of the process alone. Knows no other package. */
package io.github.iocenrichment.files;
