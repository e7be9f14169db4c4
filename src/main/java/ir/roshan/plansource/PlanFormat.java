package ir.roshan.plansource;

/** What a source answers with. */
public enum PlanFormat {
    /** A list of rows, ours or a company's public one. */
    CSV,
    /** The company's announcement as text: a title, and below it hours and places. */
    ANNOUNCEMENT,
    /** The company's page with several of them. */
    ANNOUNCEMENT_PAGE,
    /** The national service, which is asked about one bill id at a time. */
    NATIONAL
}
