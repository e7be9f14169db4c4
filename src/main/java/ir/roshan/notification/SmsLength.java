package ir.roshan.notification;

/** What a text costs: the number of SMS parts that it is cut into on its way. */
final class SmsLength {
    /** More than this, and the parts begin to arrive out of order, and nobody reads them. */
    static final int MOST_PARTS = 3;

    private static final String GSM_7 = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String GSM_7_ESCAPED = "^{}\\[~]|€\f";

    private SmsLength() {}

    /** 160 GSM 7-bit characters in one part or 153 in each of several; 70 and 67 UTF-16 units once any other occurs. */
    static int partsOf(String text) {
        int septets = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (GSM_7.indexOf(c) >= 0) septets++;
            else if (GSM_7_ESCAPED.indexOf(c) >= 0) septets += 2;
            else return parts(text.length(), 70, 67);
        }
        return parts(septets, 160, 153);
    }

    private static int parts(int length, int single, int each) {
        return length <= single ? 1 : (length + each - 1) / each;
    }
}
