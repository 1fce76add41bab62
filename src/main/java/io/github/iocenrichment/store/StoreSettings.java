package io.github.iocenrichment.store;

import org.jspecify.annotations.Nullable;

/**
 * Where the store is.
 *
 * @param url      {@code jdbc:h2:file:...}, {@code jdbc:h2:mem:...} or {@code jdbc:postgresql://...}; settings that durability needs are added to it
 * @param username user of the database
 * @param password its password, possibly empty; never printed
 * @param nodeName name of this node, exclusive among the nodes on one database
 */
public record StoreSettings(String url, @Nullable String username, String password, String nodeName) {

    public StoreSettings {
        username = username == null ? "" : username;
        password = password == null ? "" : password;
    }

    /** True when the database is a file or memory of this process, so that no other node can share it. */
    public boolean isEmbedded() {
        return url.startsWith("jdbc:h2:");
    }

    /** True when it is a file of this process. */
    boolean isOnDisk() {
        return isEmbedded() && !url.startsWith("jdbc:h2:mem:");
    }

    /** The same, but not to be made when it is not there. */
    public StoreSettings existing() {
        return isEmbedded() ? new StoreSettings(url + ";IFEXISTS=TRUE", username, password, nodeName) : this;
    }

    @Override
    public String toString() {
        return "StoreSettings[url=" + StoreUrl.shown(url) + ", username=" + username + ", nodeName=" + nodeName + "]";
    }
}
