package org.pactwatch.agreement;

import java.util.EnumSet;
import java.util.Set;

/** What kind of thing an act hits. {@link #ENERGY} is a group: in a scope all of its members, in a report one of them. */
public enum Target {
    ENERGY,
    OIL_REFINERY,
    OIL_GAS_PIPELINE,
    OIL_GAS_STORAGE,
    PUMPING_STATION,
    POWER_GENERATION,
    SUBSTATION,
    TRANSMISSION_DISTRIBUTION,
    NUCLEAR_PLANT,
    HYDRO_DAM,
    GAS_METERING,
    CIVIL_INFRASTRUCTURE,
    MILITARY_FUEL,
    FUEL_RETAIL,
    OTHER;

    private static final Set<Target> ENERGY_MEMBERS = EnumSet.range(OIL_REFINERY, HYDRO_DAM);

    /** The single categories that this one stands for: a group's members, else itself. */
    public Set<Target> members() {
        return this == ENERGY ? ENERGY_MEMBERS : EnumSet.of(this);
    }
}
