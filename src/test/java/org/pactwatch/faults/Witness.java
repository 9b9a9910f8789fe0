package org.pactwatch.faults;

/** Is told of every deed before it is tried and after it was answered. Called by many threads. */
interface Witness {

    void tried(Deed deed);

    /** @param position of its last event; 0 if the engine doesn't say */
    void acknowledged(String deed, long position);

    /** For certain: nothing of it was recorded, nor had it been before. */
    void refused(String deed);

    /** This time it was not recorded; what became of it when it was asked for before is another matter. */
    void notThisTime(String deed);

    /** It was answered, but not what became of it. */
    void inDoubt(String deed, String why);
}
