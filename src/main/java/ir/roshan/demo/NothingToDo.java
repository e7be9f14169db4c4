package ir.roshan.demo;

/** The task is not there, or not there any more: with the company's own targets and windows the demo takes another course. */
public final class NothingToDo extends RuntimeException {
    public NothingToDo(String task) {
        super("there is no task " + task);
    }
}
