package org.pactwatch.config;

import java.time.Duration;
import java.util.List;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.pactwatch.agreement.Agreement;
import org.pactwatch.agreement.AgreementCommand.RegisterAgreement;
import org.pactwatch.compliance.axon.Progress;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.axon.Recorded;
import org.pactwatch.ledger.axon.Recorder;
import org.pactwatch.ledger.axon.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Records what the ledger begins with, and lets the projections catch up, before the port is open. */
@Component
class Beginning implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Beginning.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Before the web server, which starts at the largest number less 2,048. */
    private static final int PHASE = Integer.MAX_VALUE - 10_000;

    private final PactwatchSettings settings;
    private final Recorder recorder;
    private final ScenarioClock clock;
    private final Ledger ledger;
    private final Progress progress;
    private final EventProcessingConfiguration processors;
    private volatile boolean running;

    Beginning(
            PactwatchSettings settings,
            Recorder recorder,
            ScenarioClock clock,
            Ledger ledger,
            Progress progress,
            EventProcessingConfiguration processors) {
        this.settings = settings;
        this.recorder = recorder;
        this.clock = clock;
        this.ledger = ledger;
        this.progress = progress;
        this.processors = processors;
    }

    @Override
    public void start() {
        running = true;
        if (settings.example()) {
            List<ExampleRecord.Text> agreements = ExampleRecord.agreements(settings.agreements());
            ExampleLoader.Loaded loaded =
                    new ExampleLoader(recorder, clock, ExampleRecord.agreements(null)).load(ExampleRecord.record());
            if (loaded.recorded() > 0) {
                LOG.info("Recorded {} of the {} steps of the example of 2025.", loaded.recorded(), loaded.steps());
            }
            agreements.forEach(this::register);
        } else if (settings.agreements() != null) {
            ExampleRecord.agreements(settings.agreements()).forEach(this::register);
        }
        // Axon would start them last of all, after the port is open: then the first answers would know nothing.
        processors.eventProcessors().values().forEach(EventProcessor::start);
        await(ledger.head());
    }

    private void register(ExampleRecord.Text file) {
        ObjectMapper yaml = YAMLMapper.builder().addModule(new DomainModule()).build();
        Agreement agreement;
        try {
            agreement = yaml.readValue(file.yaml(), Agreement.class);
        } catch (JacksonException e) {
            throw new IllegalStateException(
                    "The agreement in " + file.name() + " can't be read: " + e.getOriginalMessage()
                            + " Mend the file, or take it out of the folder.",
                    e);
        }
        switch (recorder.record(new RegisterAgreement(agreement), Request.of("configuration"))) {
            case Recorded.Accepted a -> LOG.info("Registered {} at position {}.", file.name(), a.position());
            case Recorded.Rejected r ->
                LOG.warn(
                        "{} was not registered ({}): {}",
                        file.name(),
                        r.why().rule(),
                        r.why().detail());
            case Recorded.Unchanged u -> LOG.debug("{} is recorded.", file.name());
            case Recorded.KeyReused k -> throw new IllegalStateException("asked without a key");
        }
    }

    private void await(long position) {
        try {
            if (!progress.await(position, PATIENCE)) {
                LOG.warn(
                        "Answers stand at position {}, not yet at {}: not ready until they do.",
                        progress.position(),
                        position);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
