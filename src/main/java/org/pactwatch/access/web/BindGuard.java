package org.pactwatch.access.web;

import java.net.InetAddress;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Demo tokens lie in a file that others may read one day: while they stand, only this machine may reach the server. */
final class BindGuard {

    private BindGuard() {}

    /** @throws StartRefused if a port of this server would be open to others */
    static void check(Environment environment) {
        Binder binder = Binder.get(environment);
        check("server.address", address(binder, "server.address"));
        if (managementHasItsOwnPort(binder)) {
            check("management.server.address", address(binder, "management.server.address"));
        }
    }

    private static void check(String key, Optional<InetAddress> address) {
        // Without an address the server listens on all of them.
        if (address.filter(InetAddress::isLoopbackAddress).isPresent()) {
            return;
        }
        throw new StartRefused(
                "Demo tokens are on, and " + key
                        + address.map(there -> " is " + there.getHostAddress() + ", which is not loopback")
                                .orElse(" is not set, so that the server would listen on all interfaces")
                        + ". Anybody who reaches the server could act in every role.",
                "Either set " + key + "=127.0.0.1, or turn the demo tokens off with pactwatch.demo-tokens=false and"
                        + " list your own in the file that pactwatch.tokens names (default: tokens.json in"
                        + " pactwatch.data).");
    }

    private static Optional<InetAddress> address(Binder binder, String key) {
        return Optional.ofNullable(binder.bind(key, InetAddress.class).orElse(null));
    }

    private static boolean managementHasItsOwnPort(Binder binder) {
        int server = binder.bind("server.port", Integer.class).orElse(8080);
        int management = binder.bind("management.server.port", Integer.class).orElse(server);
        return management >= 0 && (management != server || management == 0 && isSet(binder));
    }

    /** Port 0 is a port of its own choice, twice. */
    private static boolean isSet(Binder binder) {
        return binder.bind("management.server.port", Integer.class).isBound();
    }
}
