package org.pactwatch.pages.web;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** Where scripts and styles are to be had. Their addresses hold a hash of what they hold, so that browsers keep them. */
@Component
public class Assets {

    private final ObjectProvider<ResourceUrlProvider> addresses;

    /** Found out late: pages are wired before resources are. */
    Assets(ObjectProvider<ResourceUrlProvider> addresses) {
        this.addresses = addresses;
    }

    public String at(String path) {
        @Nullable String hashed = addresses.getObject().getForLookupPath(path);
        return hashed == null ? path : hashed;
    }
}
