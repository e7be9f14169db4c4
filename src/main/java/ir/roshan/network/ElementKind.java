package ir.roshan.network;

/** What a place in the network is, from narrow to wide: each feeds those before it. */
public enum ElementKind {
    SERVICE_POINT("محل اشتراک"),
    TRANSFORMER("پست توزیع"),
    FEEDER("فیدر"),
    SUBSTATION("پست فوق توزیع");

    private final String label;

    ElementKind(String label) {
        this.label = label;
    }

    /** The dispatchers' own word. */
    public String label() {
        return label;
    }
}
