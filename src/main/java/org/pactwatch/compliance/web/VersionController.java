package org.pactwatch.compliance.web;

import jakarta.servlet.http.HttpServletRequest;
import org.pactwatch.compliance.Verdict;
import org.pactwatch.compliance.axon.Progress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which program, which rules, which record. */
@RestController
class VersionController {

    private final String version;
    private final Progress progress;
    private final Settings settings;

    VersionController(ObjectProvider<BuildProperties> build, Progress progress, Settings settings) {
        BuildProperties properties = build.getIfAvailable();
        this.version = properties == null ? "development" : String.valueOf(properties.getVersion());
        this.progress = progress;
        this.settings = settings;
    }

    /**
     * @param rules the version of the rules that verdicts are made by
     * @param position at which answers stand
     * @param reconstructed is the record a reconstruction?
     */
    record Version(String version, int rules, long position, boolean reconstructed) {}

    @GetMapping("/api/v1/version")
    Version version(HttpServletRequest http) {
        new Ask(http); // It takes no parameters.
        return new Version(version, Verdict.RULES, progress.position(), settings.reconstructed());
    }
}
