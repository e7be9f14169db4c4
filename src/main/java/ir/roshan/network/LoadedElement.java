package ir.roshan.network;

import java.util.Map;
import java.util.TreeMap;

/** An element as the database or the file has it, while service points are loaded. */
final class LoadedElement {
    final String code;
    final ElementKind kind;
    String parent;
    int district;
    int servicePoints;
    boolean inFile;
    final Map<Integer, Integer> servicePointsPerDistrict = new TreeMap<>();

    LoadedElement(String code, ElementKind kind, String parent, int district, int servicePoints) {
        this.code = code;
        this.kind = kind;
        this.parent = parent;
        this.district = district;
        this.servicePoints = servicePoints;
    }
}
