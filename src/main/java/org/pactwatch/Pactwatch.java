package org.pactwatch;

import org.pactwatch.config.Tool;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the server, or runs a command on its ledger. */
@SpringBootApplication
public class Pactwatch {

    public static void main(String[] args) {
        if (!Tool.serves(args)) {
            System.exit(Tool.run(args));
        }
        // Axon asks its vendor for updates over the network unless this stands before it starts.
        System.setProperty("axoniq.update-checker.disabled", "true");
        SpringApplication.run(Pactwatch.class, Tool.settingsOf(args));
    }
}
