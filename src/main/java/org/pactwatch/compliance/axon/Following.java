package org.pactwatch.compliance.axon;

import org.pactwatch.compliance.jdbc.BearingTables;
import org.pactwatch.compliance.jdbc.BearingTables.News;

/** Brings what is known in memory up to what the tables say, whoever wrote them. */
public final class Following {

    private final BearingTables tables;
    private final Progress progress;

    public Following(BearingTables tables, Progress progress) {
        this.tables = tables;
        this.progress = progress;
    }

    /** Looks once. */
    public void look() {
        News news = tables.news(progress.position(), progress.switches());
        if (news.whole()) {
            progress.restart(news.stand().switches(), news.stand().position(), news.touched());
        } else {
            progress.advance(news.stand().position(), news.touched());
        }
    }
}
