package org.pactwatch.pages.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which addresses in a report become links: those of the web that say plainly where they lead. */
public final class Links {

    static final Links OF = new Links();

    private Links() {}

    /**
     * {@code url}, if a person may follow it; {@code null} otherwise. What stands before an {@code @} looks like the host
     * and is none, so such an address stays text.
     */
    public @Nullable String safe(@Nullable String url) {
        if (url == null) {
            return null;
        }
        try {
            URI address = new URI(url);
            String scheme =
                    address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("https") || scheme.equals("http");
            return web && address.getHost() != null && address.getUserInfo() == null ? url : null;
        } catch (URISyntaxException notAnAddress) {
            return null;
        }
    }
}
