package ir.roshan.network;

import ir.roshan.text.BillId;
import ir.roshan.text.CsvTable;
import ir.roshan.text.CsvTable.Column;
import ir.roshan.text.MalformedBillId;
import ir.roshan.text.RefusedRow;
import java.io.Reader;
import java.util.List;
import java.util.regex.Pattern;

/** One row of the company's list of service points, checked by itself. */
record ServicePointRow(
        String billId,
        int district,
        String substation,
        String feeder,
        String transformer,
        String address,
        Double latitude,
        Double longitude,
        String critical) {
    private static final int LONGEST_ADDRESS = 500;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern DEGREES = Pattern.compile("[+-]?[0-9]{1,3}(\\.[0-9]{1,20})?");

    private static final List<Column> COLUMNS = List.of(
            Column.of("bill_id", "شناسه قبض", "شناسه"),
            Column.of("district", "مدیریت", "شماره مدیریت"),
            Column.of("substation", "پست فوق توزیع"),
            Column.of("feeder", "فیدر"),
            Column.of("transformer", "پست توزیع", "ترانسفورماتور"),
            Column.of("address", "نشانی", "آدرس"),
            Column.of("latitude", "عرض جغرافیایی"),
            Column.of("longitude", "طول جغرافیایی"),
            Column.of("critical", "حساس", "مشترک حساس"));

    /** @throws ir.roshan.text.UnreadableTable if it is no such table */
    static CsvTable table(Reader csv) {
        return CsvTable.read(csv, COLUMNS)
                .require("bill_id")
                .require("district")
                .require("substation")
                .require("feeder")
                .require("transformer");
    }

    static ServicePointRow of(CsvTable.Row row) {
        row.check();
        String billId = billId(row);
        int district = district(row);
        String substation = row.requiredCode("substation", ElementCode.LONGEST);
        String feeder = row.requiredCode("feeder", ElementCode.LONGEST);
        String transformer = row.requiredCode("transformer", ElementCode.LONGEST);
        String address = row.text("address", LONGEST_ADDRESS);
        Double latitude = degrees(row, "latitude", ServicePoint.SOUTH, ServicePoint.NORTH);
        Double longitude = degrees(row, "longitude", ServicePoint.WEST, ServicePoint.EAST);
        if (latitude == null && longitude != null) throw new RefusedRow("required", "latitude");
        if (longitude == null && latitude != null) throw new RefusedRow("required", "longitude");
        return new ServicePointRow(
                billId,
                district,
                substation,
                feeder,
                transformer,
                address.isEmpty() ? null : address,
                latitude,
                longitude,
                critical(row));
    }

    private static String billId(CsvTable.Row row) {
        String typed = row.get("bill_id");
        if (typed.isEmpty()) throw new RefusedRow("required", "bill_id");
        try {
            return BillId.parse(typed).value();
        } catch (MalformedBillId e) {
            throw new RefusedRow(e.reason().code(), "bill_id");
        }
    }

    private static int district(CsvTable.Row row) {
        String typed = row.get("district");
        if (typed.isEmpty()) throw new RefusedRow("required", "district");
        if (!WHOLE_NUMBER.matcher(typed).matches()) throw new RefusedRow("format", "district");
        int district = Integer.parseInt(typed);
        if (district < District.FIRST || district > District.LAST) throw new RefusedRow("range", "district");
        return district;
    }

    private static Double degrees(CsvTable.Row row, String column, double least, double most) {
        String typed = row.get(column).replace('\u066B', '.');
        if (typed.isEmpty()) return null;
        if (!DEGREES.matcher(typed).matches()) throw new RefusedRow("format", column);
        double degrees = Double.parseDouble(typed);
        if (degrees < least || degrees > most) throw new RefusedRow("range", column);
        return degrees;
    }

    private static String critical(CsvTable.Row row) {
        String typed = row.get("critical");
        if (typed.isEmpty()) return null;
        return Critical.of(typed)
                .orElseThrow(() -> new RefusedRow("unknown-value", "critical"))
                .code();
    }
}
