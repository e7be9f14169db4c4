package ir.roshan.api;

import ir.roshan.outage.Outage;
import ir.roshan.outage.Outages;
import ir.roshan.request.FieldChecks;
import ir.roshan.text.TypedText;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the forms of Tasklist show of an outage. */
@RestController
@RequestMapping("/api/v1/operations/outages")
class OutageDossiersController {
    private final Outages outages;
    private final OutageDossiers dossiers;

    OutageDossiersController(Outages outages, OutageDossiers dossiers) {
        this.outages = outages;
        this.dossiers = dossiers;
    }

    @GetMapping(path = "/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
    OutageDossier show(
            @PathVariable String number,
            @RequestParam(required = false) String below,
            @RequestParam(required = false) String offset) {
        FieldChecks checks = new FieldChecks(List.of());
        int from = Parameters.offset(checks, offset);
        checks.throwIfAny();
        Caller caller = Caller.current();
        Outage outage = outages.get(TypedText.normalise(number));
        if (!caller.seesDistrict(outage.district().number())) {
            throw new OtherDistrict();
        }
        return dossiers.show(caller, outage, below == null ? null : TypedText.normalise(below), from);
    }
}
