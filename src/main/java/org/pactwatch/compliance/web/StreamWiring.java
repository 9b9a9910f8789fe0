package org.pactwatch.compliance.web;

import org.pactwatch.compliance.axon.Archive;
import org.pactwatch.compliance.axon.Assessments;
import org.pactwatch.compliance.axon.OpenStreams;
import org.pactwatch.compliance.axon.Progress;
import org.pactwatch.compliance.axon.Ticks;
import org.pactwatch.compliance.axon.Transitions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the stream together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamSettings.class)
class StreamWiring {

    @Bean
    OpenStreams openStreams(StreamSettings settings) {
        return new OpenStreams(settings.max());
    }

    @Bean
    Transitions transitions(Archive archive, Progress progress, Assessments assessments, Ticks ticks) {
        return new Transitions(archive, progress, assessments, ticks);
    }
}
