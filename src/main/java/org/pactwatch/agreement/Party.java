package org.pactwatch.agreement;

import java.util.List;

/**
 * A party.
 *
 * @param id ISO 3166 alpha-3, or a free code
 * @param name as it calls itself
 * @param roles what it is to the agreement
 */
public record Party(String id, String name, List<PartyRole> roles) {}
