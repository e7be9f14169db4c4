package ir.roshan.transaction;

/** In the transaction that tells it somebody's data was taken out of the tables; once it has committed they leave the file as well. */
public record PersonalDataErased() {}
