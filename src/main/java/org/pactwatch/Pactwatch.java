package org.pactwatch;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the server. */
@SpringBootApplication
public class Pactwatch {

    public static void main(String[] args) {
        // Axon asks its vendor for updates over the network unless this stands before it starts.
        System.setProperty("axoniq.update-checker.disabled", "true");
        SpringApplication.run(Pactwatch.class, args);
    }
}
