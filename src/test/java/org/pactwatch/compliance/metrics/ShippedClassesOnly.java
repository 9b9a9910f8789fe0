package org.pactwatch.compliance.metrics;

import java.io.IOException;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Other tests' servers lie below the same package, and the scan of components would find their stubs. */
final class ShippedClassesOnly extends TypeExcludeFilter {

    @Override
    public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
        return reader.getResource().getURI().toString().contains("/test-classes/");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShippedClassesOnly;
    }

    @Override
    public int hashCode() {
        return 1;
    }
}
