package ir.roshan.api;

import ir.roshan.testing.OnPostgres;
import org.springframework.test.annotation.DirtiesContext;

/** Lets hours pass, in which other tests' timers would ring: the application ends with it. */
@OnPostgres
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class PlanSchedulesIT extends PlanSchedulesBehaviour {}
