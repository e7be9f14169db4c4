package ir.roshan.plannedoutage;

/** From where an announcement of planned outages has come. */
public enum AnnouncementSource {
    /** A file of rows, ours or a company's public list. */
    COMPANY_LIST,
    /** The company's page: hours, and below them places in words. */
    COMPANY_TEXT,
    /** The national service, which is asked about one bill id at a time. */
    NATIONAL_SERVICE
}
